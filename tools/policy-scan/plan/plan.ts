import { z } from 'zod';
import { notAPlan } from '../errors';
import { type ConfiguredModule, planJson, type PlanJson, type PlannedModule } from './plan-json';
import { PlannedResource } from './planned-resource';

/** A plan as the rules see it: resources, and what hangs on what. */
export interface Plan {
  /** All managed resources that will be there, and each provider as a resource of type `provider`. */
  resources: readonly PlannedResource[];
  /** Accounts that the AWS provider may work in. */
  accounts: readonly string[];
  /** The resources of a type whose `attribute` names `resource`. */
  of(resource: PlannedResource, type: string, attribute: string): readonly PlannedResource[];
  /** What the configuration says at an address, data sources too. */
  configured(address: string): PlannedResource | undefined;
}

/**
 * Reads `terraform show -json <plan>`.
 *
 * @throws inputError `PLAN_NOT_READABLE` for anything else, for a plan that failed, and for a newer format than 1.x
 */
export function readPlan(json: unknown): Plan {
  const { success, data, error } = planJson.safeParse(json);
  if (!success) throw notAPlan(z.prettifyError(error));
  if (data.errored) throw notAPlan('the plan itself failed');
  const expressions = configuredIn(data.configuration.root_module);
  const resources = [...providersOf(data), ...plannedIn(data.planned_values.root_module, expressions)];
  return {
    resources,
    accounts: resources.flatMap((one) => (one.type === 'provider' ? one.list('allowed_account_ids.constant_value') : [])).map(String),
    of: (resource, type, attribute) => resources.filter((one) => one.type === type && names(one, attribute, resource)),
    configured: (address) => {
      const found = expressions.get(address);
      return found && new PlannedResource({ address, type: address.split('.').at(-2) ?? '', values: {}, expressions: found });
    },
  };
}

type Expressions = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

function providersOf({ configuration }: PlanJson): PlannedResource[] {
  return Object.entries(configuration.provider_config).map(
    ([name, { full_name, expressions }]) => new PlannedResource({ address: `provider.${name}`, type: 'provider', values: { full_name }, expressions }),
  );
}

function plannedIn({ resources = [], child_modules = [] }: PlannedModule, expressions: Expressions): PlannedResource[] {
  return [
    ...resources.filter(({ mode }) => mode === 'managed').map((one) => new PlannedResource({ ...one, expressions: expressions.get(withoutIndexes(one.address)) ?? {} })),
    ...child_modules.flatMap((child) => plannedIn(child, expressions)),
  ];
}

/** By address without indexes: `module.a.aws_s3_bucket.b`. References of a module's resources get its address before them. */
function configuredIn({ resources = [], module_calls = {} }: ConfiguredModule, prefix = ''): Map<string, Readonly<Record<string, unknown>>> {
  return new Map([
    ...resources.map(({ address, expressions }): [string, Readonly<Record<string, unknown>>] => [prefix + address, prefix ? within(prefix, expressions) : expressions]),
    ...Object.entries(module_calls).flatMap(([name, { module = {} }]) => [...configuredIn(module, `${prefix}module.${name}.`)]),
  ]);
}

function within(prefix: string, expressions: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(expressions), (key, value: unknown) => (key === 'references' && Array.isArray(value) ? value.map((one) => prefix + String(one)) : value)) as Record<string, unknown>;
}

const NAMES = ['id', 'arn', 'bucket', 'name', 'function_name', 'url'];

/** By the value, where it is known; else by what the configuration refers to, and to nothing beside it. */
function names(one: PlannedResource, attribute: string, resource: PlannedResource): boolean {
  const value = one.known[attribute];
  if (typeof value === 'string') return NAMES.some((name) => resource.known[name] === value);
  const text = one.text(attribute);
  if (text !== undefined && !/^\$\{[^}]*\}$/.test(text)) return false;
  const [references, base] = [one.references(attribute), withoutIndexes(resource.address)];
  const indexed = references.some((reference) => reference !== base && withoutIndexes(reference) === base);
  if (indexed) return references.includes(resource.address);
  return references.includes(base) && (resource.address === base || indexesOf(one) === indexesOf(resource));
}

const withoutIndexes = (address: string): string => address.replaceAll(/\[[^\]]*\]/g, '');
const indexesOf = ({ address }: PlannedResource): string => (address.match(/\[[^\]]*\]/g) ?? []).join();
