import type { PlanJson } from '../plan/plan-json';

type Attributes = Readonly<Record<string, unknown>>;

/** Terraform's JSON configuration, as far as the cases use it: providers and resources by name. */
export interface Configuration {
  provider: Readonly<Record<string, readonly [Attributes]>>;
  resource: Readonly<Record<string, Readonly<Record<string, Attributes>>>>;
}

/**
 * The plan that Terraform would make of a configuration, as far as the rules read plans: what holds a reference is not known, nested
 * blocks are lists. `scan-plan.real.test.ts` holds it against Terraform's own.
 */
export function planned({ provider, resource }: Configuration): PlanJson {
  const all = Object.entries(resource).flatMap(([type, named]) => Object.entries(named).map(([name, attributes]) => ({ type, address: `${type}.${name}`, attributes })));
  return {
    format_version: '1.2',
    planned_values: { root_module: { resources: all.map(({ type, address, attributes }) => ({ mode: 'managed', type, address, values: known(attributes) as Attributes })) } },
    configuration: {
      provider_config: Object.fromEntries(Object.entries(provider).map(([name, [one]]) => [name, { full_name: `registry.terraform.io/hashicorp/${name}`, expressions: said(one) as Attributes }])),
      root_module: { resources: all.map(({ address, attributes }) => ({ address, expressions: said(attributes) as Attributes })) },
    },
  };
}

const isBlocks = (value: unknown): value is Attributes[] => Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'object' && one !== null);
const refers = (value: unknown): boolean => JSON.stringify(value).includes('${');

function known(attributes: Attributes): unknown {
  const entries = Object.entries(attributes).map(([key, value]): [string, unknown] => [key, isBlocks(value) ? value.map(known) : value]);
  return Object.fromEntries(entries.filter(([, value]) => isBlocks(value) || !refers(value)));
}

function said(attributes: Attributes): unknown {
  return Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, isBlocks(value) ? value.map(said) : leaf(value)]));
}

function leaf(value: unknown): object {
  const references = [...JSON.stringify(value).matchAll(/\b(var\.\w+)|\b((?:data\.)?aws_\w+\.[\w-]+(?:\[[^\]]*\])?)\.\w+/g)].flatMap(([whole, variable, address]) => (variable === undefined ? [whole, address] : [variable]));
  return { constant_value: value, ...(references.length > 0 && { references }) };
}
