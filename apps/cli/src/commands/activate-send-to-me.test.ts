import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRunFolder } from '../rehearsal/run-folder';
import { runParley } from '../testing/run-parley';

let out: string;
const send = (...args: string[]) => runParley(['activate', 'send-to-me', '--out', out, '--json', ...args]);

beforeEach(() => (out = join(mkdtempSync(join(tmpdir(), 'parley-test-')), 'out')));
afterEach(() => rmSync(join(out, '..'), { recursive: true }));

it('writes the message to its maker, marked, without a person, beside the outbox and outside every count', async () => {
  const { code, stdout } = await send('--campaign', 'new-arrivals', '--to', 'mo@shop.example.com');
  const { file, channel } = JSON.parse(stdout) as { file: string; channel: string };
  expect([code, channel]).toEqual([0, 'email']);
  const message = readFileSync(file, 'utf8');
  expect(message).toMatch(/^To: mo@shop\.example\.com/m);
  expect(message).toMatch(/^Subject: \[test\] /m);
  expect(message).toContain('[firstName]');
  expect(readdirSync(out)).toEqual(['test-messages']); // no ledger, no outbox of a run, no receipt
  await openRunFolder(out, { id: 'r1', now: '2026-07-01T17:00:00Z' }); // and a rehearsal may still begin here
  expect((await send('--campaign', 'call-list')).code).toBe(0);
}, 60_000);

it.each([
  ['the stop switch of all', 'STOP', ['--campaign', 'new-arrivals', '--to', 'mo@shop.example.com'], 3, 'ACTIVATION_TEST_STOPPED'],
  ['the stop switch of the campaign', 'STOP-new-arrivals', ['--campaign', 'new-arrivals', '--to', 'mo@shop.example.com'], 3, 'ACTIVATION_TEST_STOPPED'],
  ['a campaign that is not there', 'notes', ['--campaign', 'new-arrival', '--to', 'mo@shop.example.com'], 2, 'TEST_CAMPAIGN_UNKNOWN'],
  ['no address', 'notes', ['--campaign', 'stock-alert'], 2, 'TEST_ADDRESS'],
  ['no mailbox', 'notes', ['--campaign', 'new-arrivals', '--to', 'a@b.example, c@d.example'], 2, 'ACTIVATION_TEST_UNFIT'],
])('sends nothing with %s', async (_why, file, args, wanted, says) => {
  out = mkdtempSync(join(out, '..', 'out-'));
  writeFileSync(join(out, file), '');
  const { code, stderr } = await send(...args);
  expect([code, stderr]).toEqual([wanted, expect.stringContaining(says)]);
  const folder = join(out, 'test-messages');
  expect(existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()) : []).toEqual([]);
}, 60_000);
