import { columnOfRole, type Party, type TableSpec } from '@parley/contract';
import { type IdentifierHash, identifierHasher, normalizeEmail, normalizePhone } from '@parley/identity';
import type { ScratchTable, Value } from '@parley/tabular';
import { contactOf } from './contacts';
import type { ForgottenList } from './forgotten/forgotten-list';
import { typedRows, type TypedSourceRow } from './typed-rows';
import { unusable, type Unusable, UnusableRows } from './unusable';

export interface Loading {
  party: Party;
  table: TableSpec;
  sourcePath: string;
  hash: IdentifierHash;
  /** Bytes of the source, unpacked; a longer one is refused. */
  largest?: number;
  contacts: boolean;
  forgotten?: ForgottenList;
}

export interface Loaded {
  /** Data rows, usable or not, without those of forgotten people. */
  rows: number;
  unusable: UnusableRows;
  emails: Tally;
  phones: Tally;
}

/** Rows with an identifier, and those where it could be normalised. */
export interface Tally {
  present: number;
  normalized: number;
}

/**
 * Reads a source file once, row by row, into the scratch table: typed, normalised and hashed.
 *
 * @throws inputError for what `openCsv` and `typedColumns` refuse, and ROWS_UNUSABLE for a thousand unusable rows.
 */
export async function loadRows(scratch: ScratchTable, { party, table, sourcePath, hash, largest, contacts, forgotten }: Loading): Promise<Loaded> {
  const hasher = identifierHasher(hash);
  const at = (role: 'key' | 'email' | 'phone'): number => table.columns.findIndex((column) => column.role === role);
  const [key, email, phone] = [at('key'), at('email'), at('phone')];
  const toPhone = (raw: string): string | null => normalizePhone(raw, party.country);
  const loaded: Loaded = { rows: 0, unusable: new UnusableRows(sourcePath), emails: { present: 0, normalized: 0 }, phones: { present: 0, normalized: 0 } };
  let row = 0;
  const take = ({ line, values, problems }: TypedSourceRow): void => {
    row += 1;
    if (forgotten?.has({ id: text(values[key]), email: text(values[email]), phone: text(values[phone]) })) return;
    loaded.rows += 1;
    const mail = normalized(values[email], normalizeEmail, loaded.emails);
    const call = normalized(values[phone], toPhone, loaded.phones);
    const reasons = [...problems.map(unusable), ...emptyKey(table, line, values[key])];
    values.push(row, line, reasons.length === 0, mail && hasher(mail), call && hasher(call));
    scratch.append(contacts ? [...values, ...contactOf(table, values, call)] : values);
    if (reasons.length > 0) loaded.unusable.add(row, reasons.slice(0, table.columns.length));
  };
  for await (const batch of typedRows(table, sourcePath, { largest })) batch.forEach(take);
  return loaded;
}

function text(value: Value | undefined): string | undefined {
  return value === undefined || value === null ? undefined : String(value);
}

function emptyKey(table: TableSpec, line: number, key: Value | undefined): Unusable[] {
  return key === null ? [{ line, column: columnOfRole(table, 'key')?.name ?? '', reason: 'the key is empty' }] : [];
}

function normalized(value: Value | undefined, normalize: (raw: string) => string | null, tally: Tally): string | null {
  if (value === undefined || value === null) return null;
  const raw = String(value);
  if (raw.trim() !== '') tally.present += 1;
  const found = normalize(raw);
  if (found !== null) tally.normalized += 1;
  return found;
}
