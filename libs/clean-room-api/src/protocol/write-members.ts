import type { Members } from '../operation';

/**
 * An answer's body. Dates become epoch seconds, as the protocol writes them; what is undefined or null is left out: a
 * client would take a null for a value that is there.
 */
export function writeMembers(members: Members): string {
  return JSON.stringify(writeValue(members));
}

function writeValue(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(writeValue);
  if (typeof value !== 'object' || value === null) return value;
  const present = Object.entries(value).filter(([, one]) => one !== undefined && one !== null);
  return Object.fromEntries(present.map(([name, one]) => [name, writeValue(one)]));
}
