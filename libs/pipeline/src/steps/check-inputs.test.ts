import type { Contract } from '@parley/contract';
import { FolderObjectStore } from '@parley/object-store';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeIntake } from '../intake-facts';
import type { Ports } from '../ports';
import { checkInputs, takeAnnouncement } from './check-inputs';

const table = (name: string) => ({ name, allowedColumns: ['hashed_email'], columns: [], source: { file: `${name}.csv`, format: 'csv' } });
const contract = {
  owner: { id: 'owner', account: '111111111111', tables: [table('customers')] },
  partners: [{ id: 'panel', account: '222222222222', tables: [table('people')] }],
} as unknown as Contract;
const announced = { account: '222222222222', party: 'panel', table: 'people', rows: 90, quarantined: 1, version: 'v1' };

let folder: string;
let ports: Ports;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-inputs-'));
  ports = { contract, store: new FolderObjectStore({ 'parley-intake': folder }) } as unknown as Ports;
  await writeIntake({ party: 'owner', table: 'customers', counterpart: 'panel' }, { rows: 10, quarantined: 0, emails: { normalized: 9 } }, ports);
});
afterEach(() => rmSync(folder, { recursive: true }));

it('runs nothing before every partner has said that its tables are ready', async () => {
  await expect(checkInputs(ports)).rejects.toMatchObject({ kind: 'input', code: 'PARTNER_DATA_UNANNOUNCED', message: expect.stringContaining('panel') });
  await takeAnnouncement(announced, ports);
  expect(await checkInputs(ports)).toEqual([
    { party: 'owner', counterpart: 'panel', table: 'customers', result: { rows: 10, quarantined: 0, emails: { normalized: 9 } } },
    { party: 'panel', counterpart: 'owner', table: 'people', result: { rows: 90, quarantined: 1 } },
  ]);
});

it.each([
  ['the owner itself', { ...announced, party: 'owner', account: '111111111111' }],
  ["another partner's account", { ...announced, account: '333333333333' }],
  ['a party that is not there', { ...announced, party: 'nobody' }],
])('takes no announcement from %s', async (_who, given) => {
  await expect(takeAnnouncement(given, ports)).rejects.toMatchObject({ kind: 'refused', code: 'ANNOUNCED_BY_ANOTHER' });
  await expect(checkInputs(ports)).rejects.toMatchObject({ code: 'PARTNER_DATA_UNANNOUNCED' });
});

it.each([
  ['no row', { rows: 0, quarantined: 4 }, /no row that can be used/],
  ['nobody to be met by', { rows: 10, quarantined: 0, emails: { normalized: 0 }, phones: { normalized: 0 } }, /no.*can be read/i],
])('refuses a table with %s', async (_what, facts, says) => {
  await takeAnnouncement(announced, ports);
  await writeIntake({ party: 'owner', table: 'customers', counterpart: 'panel' }, facts, ports);
  await expect(checkInputs(ports)).rejects.toMatchObject({ code: 'INPUTS_UNUSABLE', message: expect.stringMatching(says) });
});
