import { columnOfRole, type Party } from '@parley/contract';
import { normalizeEmail, normalizePhone } from '@parley/identity';
import type { ObjectStore } from '@parley/object-store';
import { readParquet } from '@parley/tabular';

/** A customer as the contacts have them; addresses normalised. */
export interface FoundPerson {
  id: string;
  /** Theirs alone. */
  email?: string;
  phone?: string;
  /** Their address or number is another customer's too, and stays with that one. */
  shared: boolean;
}

/** How a person is named by whoever asks. */
export type Wanted = { id: string } | { email: string };

/** Where the owner's contacts are. */
export interface Contacts {
  store: ObjectStore;
  /** Of a Parquet object. */
  uri: string;
  owner: Party;
  /** The table that they are of. */
  table: string;
}

/** Everyone of the contacts whom the id or the address names; of an id that is not there, the id alone. */
export async function findPeople(wanted: Wanted, contacts: Contacts): Promise<FoundPerson[]> {
  const everyone = await readEveryone(contacts);
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

async function readEveryone({ store, uri, owner, table: name }: Contacts): Promise<{ id: string; email?: string; phone?: string }[]> {
  const table = owner.tables.find((one) => one.name === name);
  if (!table || !(await store.exists(uri))) return [];
  const { rows, columns } = await store.withFile(uri, (path) => readParquet(path));
  const values = (column: string | undefined) => columns.find((one) => one.name === column)?.values ?? [];
  const [ids, emails, phones] = [values(columnOfRole(table, 'key')?.name), values('email'), values('phone')];
  return Array.from({ length: rows }, (_, row) => {
    const email = normalizeEmail(String(emails[row] ?? ''));
    const phone = phones[row] == null ? null : normalizePhone(String(phones[row]), owner.country);
    return { id: String(ids[row]), ...(email === null ? {} : { email }), ...(phone === null ? {} : { phone }) };
  });
}
