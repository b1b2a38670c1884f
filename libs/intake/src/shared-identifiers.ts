import type { ScratchTable } from '@parley/tabular';

type Identifier = 'email' | 'phone';

/**
 * Finds the identifiers that several rows have: such a one belongs to nobody, and matching by it would mix people up. They
 * are kept in `shared_email` or `shared_phone` of the scratch table. Candidates are found by eight bytes of each, then
 * compared whole: a tenth of the memory.
 *
 * @returns how many there are, and on how many rows
 */
export async function findShared(scratch: ScratchTable, identifier: Identifier): Promise<{ identifiers: number; rows: number }> {
  await scratch.ask(`CREATE TABLE shared_${identifier} AS SELECT ${identifier} FROM rows WHERE ${repeated(identifier)} GROUP BY ${identifier} HAVING count(*) > 1`);
  const [found] = await scratch.ask(`SELECT (SELECT count(*) FROM shared_${identifier}) AS identifiers, count(*) AS rows FROM rows WHERE ${identifier} IN (FROM shared_${identifier})`);
  return { identifiers: Number(found?.identifiers), rows: Number(found?.rows) };
}

/** A condition that holds for every row whose value another row has too, and hardly for others. */
export function repeated(column: string): string {
  return `${column} IS NOT NULL AND hash(${column}) IN (SELECT hash(${column}) FROM rows WHERE ${column} IS NOT NULL GROUP BY 1 HAVING count(*) > 1)`;
}
