import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadContract } from '@parley/contract';
import { normalizeEmail, normalizePhone } from '@parley/identity';
import { readCsvTable } from '@parley/tabular';
import { makeOwnerPeople } from './make-owner-people';
import type { KnownPerson } from './owner-of-known';

const folder = mkdtempSync(join(tmpdir(), 'owner-people-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Every third has no address, every fifth no number. */
const known: KnownPerson[] = Array.from({ length: 500 }, (_, i) => ({
  email: i % 3 === 0 && i % 5 !== 0 ? null : `person${i}@known.test`,
  phone: i % 5 === 0 ? null : `+1202555${String(i).padStart(4, '0')}`,
}));

async function make(rows: number, people: readonly KnownPerson[], name: string) {
  const contract = await loadContract(resolve(__dirname, '../../../stacks'));
  const label = { table: 'customers', column: 'bought_again', positive: 'yes' };
  const made = await makeOwnerPeople({ contract, label, suppression: 'owner/suppression.csv', known: people, rows, seed: 4, directory: join(folder, name) });
  const table = await readCsvTable(join(folder, name, 'owner/customers.csv'));
  const values = (column: string) => table.columns.find((one) => one.name === column)?.values.map((value) => String(value ?? '')) ?? [];
  return { made, emails: values('email'), phones: values('phone') };
}

describe('makeOwnerPeople', () => {
  it('makes seven customers in ten people of the list, each once, written in other ways', async () => {
    const { made, emails, phones } = await make(600, known, 'most');
    expect(made.shared).toBe(420);
    const byEmail = new Map(known.map((person, i) => [person.email, i]));
    const byPhone = new Map(known.map((person, i) => [person.phone, i]));
    const found = emails.map((email, row) => byEmail.get(normalizeEmail(email) ?? '') ?? byPhone.get(normalizePhone(phones[row] ?? '', 'US') ?? ''));
    const people = found.filter((person) => person !== undefined);
    expect(people).toHaveLength(420);
    expect(new Set(people).size).toBe(420);
    expect(found.slice(0, 100).filter((person) => person === undefined).length).toBeGreaterThan(10); // strangers stand among them
    const same = emails.filter((email) => byEmail.has(email)).length;
    const all = emails.filter((email) => byEmail.has(normalizeEmail(email))).length;
    expect(same / all).toBeLessThan(0.7);
  });

  it('takes everybody where the list is short', async () => {
    expect((await make(600, known.slice(0, 30), 'few')).made.shared).toBe(30);
  });
});
