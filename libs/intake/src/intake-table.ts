import { type ColumnSpec, normalizedColumns, type Party, type TableSpec } from '@parley/contract';
import { type IdentifierHash, identifierHasher } from '@parley/identity';
import { type ColumnHead, type Value, writeCsvRows, writeParquetRows } from '@parley/tabular';
import { contactOf, contactColumns } from './contacts';
import { contactsOfPartner, notCsv, sourceChanged } from './errors';
import type { IdentifierCounts } from './identifiers';
import { type Survey, survey, typedRows } from './survey';

export interface IntakeInput {
  party: Party;
  table: TableSpec;
  /** The source file, as the party has it. */
  sourcePath: string;
  hash: IdentifierHash;
  paths: {
    /** Parquet that the clean room may see. */
    table: string;
    /** Parquet of raw addresses; the owner's alone, and never in one file with hashes. */
    contacts?: string;
    /** CSV `line,column,reason`; written only if rows were set aside. */
    quarantine: string;
  };
}

export interface IntakeResult {
  /** Rows written. */
  rows: number;
  /** Rows set aside. */
  quarantined: number;
  /** How often each reason set a value aside. */
  reasons: Record<string, number>;
  /** Absent where the table has no e-mail column. */
  emails?: IdentifierCounts;
  phones?: IdentifierCounts;
  /** The columns of the normalised table, in order. */
  columns: ColumnHead[];
}

/**
 * Turns a party's source file into the table the clean room sees: `normalizedColumns` of its declaration, in the
 * order of the file; for the owner also the contacts. An identifier that several people of the file share is dropped
 * from all of them. Reads the file twice: first to judge it (see `survey` for what is held in memory), then to write.
 *
 * Rows with values of the wrong type or an empty key are set aside, if they are at most 1 % and fewer than 1,000.
 *
 * @throws inputError for a file that can't be read as CSV, a missing column, repeated keys, too many unusable rows;
 *   fault DISK_FULL and its kind. Nothing half-written is left.
 */
export async function intakeTable(input: IntakeInput): Promise<IntakeResult> {
  const { party, table, sourcePath, paths } = input;
  if (table.source.format !== 'csv') throw notCsv(sourcePath);
  if (paths.contacts !== undefined && party.role !== 'owner') throw contactsOfPartner(party.id);
  const found = await survey(party, table, sourcePath);
  const columns = normalizedColumns(table);
  await writeTables(input, found, columns);
  const reasons = [...found.unusable.values()].flat();
  if (reasons.length > 0) await writeCsvRows(paths.quarantine, ['line', 'column', 'reason'], reasons.map(({ line, column, reason }) => [line, column, reason]));
  return {
    rows: found.rows - found.unusable.size,
    quarantined: found.unusable.size,
    reasons: countBy(reasons.map(({ column, reason }) => `${column}: ${reason}`)),
    ...(found.emails ? { emails: found.emails.counts() } : {}),
    ...(found.phones ? { phones: found.phones.counts() } : {}),
    columns,
  };
}

type Append = (values: readonly Value[]) => void;

async function writeTables(input: IntakeInput, found: Survey, columns: ColumnHead[]): Promise<void> {
  const { table, paths } = input;
  const contacts = paths.contacts;
  await writeParquetRows(paths.table, columns, async (append) => {
    if (contacts === undefined) return secondReading(input, found, columns, append);
    await writeParquetRows(contacts, contactColumns(table), (appendContact) => secondReading(input, found, columns, append, appendContact));
  });
}

async function secondReading({ table, sourcePath, hash }: IntakeInput, found: Survey, columns: readonly ColumnHead[], append: Append, appendContact?: Append): Promise<void> {
  const hasher = identifierHasher(hash);
  const hashed = (identifier: string | null | undefined): string | null => (identifier == null ? null : hasher(identifier));
  const declared = columns.map(({ name }) => table.columns.findIndex((column: ColumnSpec) => column.name === name));
  let row = 0;
  for await (const { values } of typedRows(table, sourcePath)) {
    if (!found.unusable.has(row)) {
      const added: Record<string, Value> = {
        hashed_email: hashed(found.emails?.unshared(row)),
        hashed_phone: hashed(found.phones?.unshared(row)),
        source_row: row + 1,
      };
      append(columns.map(({ name }, index) => added[name] ?? values[declared[index] ?? -1] ?? null));
      appendContact?.(contactOf(table, values, found.phones?.normalized(row) ?? null));
    }
    row += 1;
  }
  if (row !== found.rows) throw sourceChanged(sourcePath);
}

function countBy(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
