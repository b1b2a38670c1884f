import { columnOfRole, type Contract } from '@parley/contract';
import { normalizeEmail, normalizePhone } from '@parley/identity';
import type { Plan } from '@parley/owner-plan';
import { readParquet } from '@parley/tabular';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { contactsFolder } from './run-folder';

/** A customer as the contacts have them; addresses normalised. */
export interface FoundPerson {
  id: string;
  /** Theirs alone. */
  email?: string;
  phone?: string;
  /** Their address or number is another customer's too, and stays with that one. */
  shared: boolean;
}

/** How a person is named on the command line. */
export type Wanted = { id: string } | { email: string };

/** Everyone of a run's contacts whom the id or the address names; of an id that is not there, the id alone. */
export async function findPeople(wanted: Wanted, out: string, contract: Contract, plan: Plan): Promise<FoundPerson[]> {
  const everyone = await readEveryone(out, contract, plan);
  const address = 'email' in wanted ? normalizeEmail(wanted.email) : null;
  const found = everyone.filter(({ id, email }) => ('id' in wanted ? id === wanted.id : email !== undefined && email === address));
  if (found.length === 0) return 'id' in wanted ? [{ id: wanted.id, shared: false }] : [];
  const ids = new Set(found.map(({ id }) => id));
  const others = everyone.filter(({ id }) => !ids.has(id));
  const taken = new Set(others.flatMap(({ email, phone }) => [email, phone]));
  return found.map(({ id, email, phone }) => ({
    id,
    ...(email === undefined || taken.has(email) ? {} : { email }),
    ...(phone === undefined || taken.has(phone) ? {} : { phone }),
    shared: [email, phone].some((one) => one !== undefined && taken.has(one)),
  }));
}

async function readEveryone(out: string, { owner }: Contract, plan: Plan): Promise<{ id: string; email?: string; phone?: string }[]> {
  const file = join(contactsFolder(out), `${plan.contacts.table}.parquet`);
  const table = owner.tables.find(({ name }) => name === plan.contacts.table);
  if (!table || !existsSync(file)) return [];
  const { rows, columns } = await readParquet(file);
  const values = (name: string | undefined) => columns.find((column) => column.name === name)?.values ?? [];
  const [ids, emails, phones] = [values(columnOfRole(table, 'key')?.name), values('email'), values('phone')];
  return Array.from({ length: rows }, (_, row) => {
    const email = normalizeEmail(String(emails[row] ?? ''));
    const phone = phones[row] == null ? null : normalizePhone(String(phones[row]), owner.country);
    return { id: String(ids[row]), ...(email === null ? {} : { email }), ...(phone === null ? {} : { phone }) };
  });
}
