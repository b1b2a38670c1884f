import { normalizedColumns, type TableSpec } from '@parley/contract';
import { type ColumnHead, sqlName } from '@parley/tabular';
import { contactColumns } from './contacts';

// Names of the scratch table's own: a column of the contract may have any name.
const declared = (index: number): string => `c${index}`;
const contact = (index: number): string => `k${index}`;

/** Rows by which identifiers are shared fit in memory up to here; a join with more may give rows in another order. */
const SHARED_IN_MEMORY = 100_000;

/** How one table lies in the scratch table, and how it is read out of it. */
export interface ScratchLayout {
  columns: ColumnHead[];
  /** The scratch column that holds the key, if the table has one. */
  key: string | undefined;
  /** The normalised table; `shared`: identifiers that several rows have. */
  tableSelect(shared: number): string;
  contactsSelect(): string;
}

/**
 * Each declared column, the row's number and line, whether it can be used, the hashes as far as they could be made, and
 * with `contacts` what sending needs.
 */
export function scratchLayout(table: TableSpec, contacts: boolean): ScratchLayout {
  const ofContacts = contacts ? contactColumns(table) : [];
  const keyIndex = table.columns.findIndex(({ role }) => role === 'key');
  return {
    columns: [
      ...table.columns.map(({ type }, index) => ({ name: declared(index), type })),
      // Doubles hold them exactly, and are handed over quicker than 64-bit integers.
      { name: 'row', type: 'double' },
      { name: 'line', type: 'double' },
      { name: 'usable', type: 'boolean' },
      { name: 'email', type: 'string' },
      { name: 'phone', type: 'string' },
      ...ofContacts.map(({ type }, index) => ({ name: contact(index), type })),
    ],
    key: keyIndex === -1 ? undefined : declared(keyIndex),
    tableSelect: (shared) => {
      const order = shared > SHARED_IN_MEMORY ? ' ORDER BY row' : '';
      return `SELECT ${normalizedColumns(table).map(({ name }) => `${source(table, name)} AS ${sqlName(name)}`).join(', ')} FROM rows WHERE usable${order}`;
    },
    contactsSelect: () => `SELECT ${ofContacts.map(({ name }, index) => `${contact(index)} AS ${sqlName(name)}`).join(', ')} FROM rows WHERE usable`,
  };
}

function source(table: TableSpec, name: string): string {
  const index = table.columns.findIndex((column) => column.name === name);
  if (index !== -1) return declared(index);
  if (name === 'source_row') return 'row::BIGINT';
  const identifier = name === 'hashed_email' ? 'email' : 'phone';
  return `CASE WHEN ${identifier} IN (FROM shared_${identifier}) THEN NULL ELSE ${identifier} END`;
}
