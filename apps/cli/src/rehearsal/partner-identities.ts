import { columnOfRole, type Party, type TableSpec } from '@parley/contract';
import { normalizeEmail, normalizePhone } from '@parley/identity';
import type { KnownPerson } from '@parley/synthetic-people';
import { openCsv, typedColumns } from '@parley/tabular';
import { join } from 'node:path';
import { nobodyToMeet, noIdentityTable } from './errors';

/** Who the partner's file is about, and how well it says so. */
export interface PartnerIdentities {
  /** Rows with an identifier that can be read, in the order of the file. */
  people: KnownPerson[];
  rows: number;
  /** Values that are there, and those that can be read. */
  emails: { present: number; normalized: number };
  phones: { present: number; normalized: number };
}

const FEWEST = 10;

/**
 * Reads the identity columns, and no other, of the partner's table of people: the first that enters the clean room and
 * has the most of them.
 *
 * @throws inputError as `openCsv` and `typedColumns`; INPUTS_UNUSABLE where too few can be met by an identifier.
 */
export async function readPartnerIdentities(partner: Party, data: string): Promise<PartnerIdentities> {
  const table = tableOfPeople(partner);
  const columns = (['email', 'phone'] as const).flatMap((role) => columnOfRole(table, role) ?? []);
  const file = join(data, table.source.file);
  const found: PartnerIdentities = { people: [], rows: 0, emails: { present: 0, normalized: 0 }, phones: { present: 0, normalized: 0 } };
  const csv = await openCsv(file);
  try {
    const typed = typedColumns(file, csv.header, columns);
    for await (const row of csv.rows) {
      const { values } = typed.read(row);
      const text = (role: 'email' | 'phone') => String(values[columns.findIndex((column) => column.role === role)] ?? '').trim();
      const email = counted(text('email'), normalizeEmail, found.emails);
      const phone = counted(text('phone'), (raw) => normalizePhone(raw, partner.country), found.phones);
      if (email !== null || phone !== null) found.people.push({ email, phone });
      found.rows += 1;
    }
  } finally {
    await csv.close();
  }
  if (found.people.length < FEWEST) throw nobodyToMeet(file, partner.id);
  return found;
}

function tableOfPeople({ tables, file }: Party): TableSpec {
  const [table] = tables.filter((one) => one.allowedColumns && one.source.format === 'csv' && identifiers(one) > 0).sort((a, b) => identifiers(b) - identifiers(a));
  if (!table) throw noIdentityTable(file);
  return table;
}

const identifiers = ({ columns }: TableSpec): number => columns.filter(({ role }) => role === 'email' || role === 'phone').length;

function counted(text: string, normalize: (raw: string) => string | null, counts: { present: number; normalized: number }): string | null {
  if (text === '') return null;
  const normalized = normalize(text);
  counts.present += 1;
  if (normalized !== null) counts.normalized += 1;
  return normalized;
}
