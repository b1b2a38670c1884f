import { columnOfRole, normalizedColumns, type Party, type TableSpec } from '@parley/contract';
import type { IdentifierHash } from '@parley/identity';
import { type ColumnHead, withScratchTable, writeCsvRows } from '@parley/tabular';
import { contactsOfPartner, notCsv } from './errors';
import type { ForgottenList } from './forgotten/forgotten-list';
import { loadRows, type Tally } from './load-rows';
import { scratchLayout } from './scratch-columns';
import { findShared } from './shared-identifiers';
import { throwIfKeysRepeat } from './unique-keys';

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
    /** A folder for what does not fit in memory: some five times the source. Nothing is left there. */
    scratch: string;
  };
  /** Bytes of the source, unpacked; a longer one is refused. Default: any. */
  largest?: number;
  /** Rows of these people are passed over. The owner's alone: a partner has no such list. */
  forgotten?: ForgottenList;
}

/** How many rows carried an identifier, how many could be normalised, and how many lost it because others share it. */
export interface IdentifierCounts {
  present: number;
  normalized: number;
  sharedDropped: number;
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
 * from all of them. Reads the file once, into a scratch table on disk; memory stays flat, whatever its size.
 *
 * Rows of forgotten people, known by key, address or number, are passed over as if the file had none of them; the others keep
 * their numbers and lines.
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
  const layout = scratchLayout(table, paths.contacts !== undefined);
  return withScratchTable(paths.scratch, layout.columns, async (scratch) => {
    const loaded = await loadRows(scratch, { ...input, contacts: paths.contacts !== undefined });
    scratch.close();
    if (layout.key !== undefined) await throwIfKeysRepeat(scratch, layout.key, columnOfRole(table, 'key')?.name ?? '', sourcePath);
    loaded.unusable.throwIfTooMany(loaded.rows);
    const [emails, phones] = [await findShared(scratch, 'email'), await findShared(scratch, 'phone')];
    if (paths.contacts !== undefined) await scratch.writeParquet(paths.contacts, layout.contactsSelect());
    await scratch.writeParquet(paths.table, layout.tableSelect(emails.identifiers + phones.identifiers));
    const { reasons, rows: quarantined } = loaded.unusable;
    if (quarantined > 0) await writeCsvRows(paths.quarantine, ['line', 'column', 'reason'], reasons.map(({ line, column, reason }) => [line, column, reason]));
    return {
      rows: loaded.rows - quarantined,
      quarantined,
      reasons: countBy(reasons.map(({ column, reason }) => `${column}: ${reason}`)),
      ...(columnOfRole(table, 'email') ? { emails: counts(loaded.emails, emails.rows) } : {}),
      ...(columnOfRole(table, 'phone') ? { phones: counts(loaded.phones, phones.rows) } : {}),
      columns: normalizedColumns(table),
    };
  });
}

function counts({ present, normalized }: Tally, sharedDropped: number): IdentifierCounts {
  return { present, normalized, sharedDropped };
}

function countBy(names: readonly string[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const name of names) found[name] = (found[name] ?? 0) + 1;
  return found;
}
