import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeReceipt } from '@parley/activation';
import { createColors } from 'picocolors';
import { AuditLog } from '../../../../libs/clean-room/src/audit/audit-log';
import type { Terminal } from '../terminal';
import { type AuditReport, auditCommand } from './audit';

let folder: string;
let file: string;
let receipt: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-audit-'));
  file = join(folder, 'audit.jsonl');
  receipt = join(folder, 'receipt.json');
  const { hash, length } = await write(['q1', 'q2', 'q3']);
  await writeReceipt(receipt, { runId: 'run-1', at: '2026-11-22T00:00:00.000Z', campaigns: [], audit: { head: hash, length } });
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  process.exitCode = undefined;
});

async function write(ids: string[]) {
  const log = await AuditLog.open(file);
  for (const queryId of ids) await log.append({ kind: 'termination', queryId, at: '2026-11-22T00:00:00.000Z', status: 'SUCCESS' });
  await log.close();
  return log.head;
}

const edit = (change: (lines: string[]) => string[]) => writeFileSync(file, `${change(readFileSync(file, 'utf8').trimEnd().split('\n')).join('\n')}\n`);

async function verify(args: string[], json = false) {
  const lines: string[] = [];
  const documents: AuditReport[] = [];
  const terminal: Terminal = {
    json,
    colour: createColors(false),
    print: (line) => void lines.push(line),
    printJson: (document) => void documents.push(document as AuditReport),
    note: () => undefined,
    progress: () => ({ step: () => undefined, done: () => undefined }),
  };
  await auditCommand(() => terminal).exitOverride().parseAsync(['verify', ...args], { from: 'user' });
  return { text: lines.join('\n'), documents, exitCode: process.exitCode };
}

const both = () => ['--file', file, '--receipt', receipt];

it('says that an audit is intact, and what that rests on', async () => {
  expect(await verify(both())).toMatchObject({ exitCode: undefined, text: expect.stringMatching(/^Intact: .*3 records\.[^]*given at record 3/) });
  await write(['q4']); // a later run goes on in the same file
  expect(await verify(both())).toMatchObject({ exitCode: undefined, text: expect.stringMatching(/^Intact: .*4 records\./) });
  expect(await verify(['--file', file])).toMatchObject({ exitCode: undefined, text: expect.stringContaining('add --receipt') });
});

it.each<[string, (lines: string[]) => string[], RegExp]>([
  ['changed', (lines) => lines.with(1, lines[1]!.replace('"q2"', '"q9"')), /:2: record 2 was changed after it was written/],
  ['taken out', (lines) => lines.toSpliced(1, 1), /:2: record 2 was expected here, and 3 is here/],
  ['cut off', (lines) => lines.slice(0, 2), /the file ends at record 2; the receipt was given at record 3/],
  ['no record', (lines) => lines.with(0, 'hello'), /:1: this line is no audit record/],
])('finds a record %s', async (_, tamper, words) => {
  edit(tamper);
  const { text, exitCode } = await verify(both());
  expect(exitCode).toBe(3);
  expect(text).toMatch(/^Tampered with: /);
  expect(text).toMatch(words);
});

it('finds that the whole file was written anew, or is gone, only by the receipt', async () => {
  rmSync(file);
  expect(await verify(both())).toMatchObject({ exitCode: 3, text: expect.stringContaining('the file ends at record 0') });
  await write(['q1', 'q9', 'q3']);
  process.exitCode = undefined;
  expect((await verify(['--file', file])).exitCode).toBeUndefined();
  expect(await verify(both())).toMatchObject({ exitCode: 3, text: expect.stringContaining('record 3 is not the one the receipt was given for') });
});

it('trusts no receipt that was changed', async () => {
  writeFileSync(receipt, readFileSync(receipt, 'utf8').replace('"length": 3', '"length": 2'));
  edit((lines) => lines.slice(0, 2));
  const { documents, exitCode } = await verify(both(), true);
  expect(exitCode).toBe(3);
  expect(documents).toMatchObject([{ intact: false, findings: [{ file: receipt, code: 'ACTIVATION_RECEIPT_CHANGED' }], head: { length: 2 } }]);
});

it('tells a crash from tampering', async () => {
  appendFileSync(file, '{"sequence":4,"prev');
  expect(await verify(both())).toMatchObject({ exitCode: undefined, text: expect.stringContaining('no tampering') });
});

it.each([
  ['AUDIT_FILE_UNREADABLE', () => ['--file', join(folder, 'none.jsonl')]],
  ['AUDIT_RECEIPT_UNREADABLE', () => ['--file', file, '--receipt', join(folder, 'none.json')]],
  ['AUDIT_RECEIPT_UNREADABLE', () => ['--file', file, '--receipt', file]],
])('takes a wrong file as bad input: %s', async (code, args) => {
  await expect(verify(args())).rejects.toMatchObject({ kind: 'input', code });
});
