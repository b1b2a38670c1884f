/**
 * The catalogue database of a party's tables as hashed for one counterpart. Identifiers are hashed under the pair's key, so
 * each pair has a copy of its own, and no two pairs' copies can be joined.
 */
export function pairDatabase(party: string, counterpart: string): string {
  return `parley_${party}_for_${counterpart}`.replaceAll('-', '_');
}

/** A table's name as a relation in SQL and in the catalogue: a `-` needs quoting there, a `_` does not. */
export const relationName = (table: string): string => table.replaceAll('-', '_');
