import type { Configuration } from './planned';
import text from './sound.tf.json';

/** What a case changes: attributes by `type.name` or `provider.name`; null takes away. A policy may be `{ statements }`. */
export type Edit = Readonly<Record<string, Readonly<Record<string, unknown>> | null>>;

/** A configuration that keeps to every rule, with something of every type that a rule knows. */
export const sound = text as unknown as Configuration;

/** A configuration with a case's change in it. */
export function edited(configuration: Configuration, edit: Edit): Configuration {
  const copy = structuredClone(configuration) as unknown as { provider: Record<string, object[]>; resource: Record<string, Record<string, object>> };
  for (const [address, change] of Object.entries(edit)) {
    const [type = '', name = ''] = address.split('.');
    if (type === 'provider') copy.provider[name] = [merged(copy.provider[name]?.[0] ?? {}, change ?? {})];
    else if (change === null) delete copy.resource[type]?.[name];
    else copy.resource[type] = { ...copy.resource[type], [name]: merged(copy.resource[type]?.[name] ?? {}, change) };
  }
  return { ...copy, resource: Object.fromEntries(Object.entries(copy.resource).filter(([, named]) => Object.keys(named).length > 0)) } as unknown as Configuration;
}

function merged(attributes: object, change: Readonly<Record<string, unknown>>): object {
  const changed = Object.entries(change).map(([key, value]): [string, unknown] => [key, isPolicy(value) ? JSON.stringify({ Version: '2012-10-17', Statement: value.statements }) : value]);
  return Object.fromEntries([...Object.entries(attributes).filter(([key]) => !(key in change)), ...changed.filter(([, value]) => value !== null)]);
}

const isPolicy = (value: unknown): value is { statements: unknown[] } => typeof value === 'object' && value !== null && 'statements' in value;
