import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadContract } from '@parley/contract';
import { addPartner } from './add-partner';

const home = resolve(__dirname, '../../..');
const acme = { id: 'partner-acme', name: 'Acme: "Panel"', account: '123456789012' };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-onboarding-'));
  for (const party of ['owner', 'partner-sample', 'partner-other']) {
    cpSync(join(home, 'stacks', party), join(folder, party), { recursive: true, filter: (path) => !path.endsWith('cdktf.out') });
  }
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const everything = () => readdirSync(folder, { recursive: true }).map(String).sort();

it('adds a partner that the contract loads with, and keeps the comments of the terms', async () => {
  const made = await addPartner(folder, acme);
  expect(made).toContain('partner-acme/party.yaml');
  const contract = await loadContract(folder);
  const party = contract.partners.find(({ id }) => id === 'partner-acme');
  expect(party).toMatchObject({ name: acme.name, account: acme.account });
  expect(contract.collaborations.find(({ partner }) => partner === 'partner-acme')?.analyses.map(({ name }) => name)).toEqual(['partner-acme-by-email', 'partner-acme-by-phone']);
  expect(readFileSync(join(folder, 'owner/collaboration.yaml'), 'utf8')).toContain('# Two analyses, since LIST has no anti-join');
  expect(everything().filter((path) => path.includes('.parley-tmp-'))).toEqual([]);
});

it('tells every problem at once, and changes nothing', async () => {
  const before = everything();
  await expect(addPartner(folder, { id: 'Acme', name: 'Example Panel', account: '12345678901' })).rejects.toMatchObject({
    kind: 'input',
    code: 'PARTNER_INVALID',
    problems: [{ message: expect.stringContaining('no partner') }, { message: expect.stringContaining('12 digits') }, { message: expect.stringContaining('Example Panel') }],
  });
  await addPartner(folder, acme);
  await expect(addPartner(folder, acme)).rejects.toMatchObject({ problems: expect.arrayContaining([expect.objectContaining({ message: 'the folder exists' })]) });
  expect(everything().length).toBeGreaterThan(before.length);
});
