import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadContract } from '@parley/contract';
import { createColors } from 'picocolors';
import { AuditLog } from '../../../../libs/clean-room/src/audit/audit-log';
import type { Terminal } from '../terminal';
import { auditCommand } from './audit';
import type { WarningsReport } from './warnings-report';

const STACKS = resolve(__dirname, '../../../../stacks');
const JOIN = 'FROM orders o JOIN visits v ON o.hashed_email = v.hashed_email';
const EVERYBODY = `SELECT COUNT(DISTINCT v.hashed_email) AS people ${JOIN}`;
const ALL_BUT_FEW = `SELECT COUNT(DISTINCT x.hashed_email) FROM visits x JOIN orders y ON x.hashed_email = y.hashed_email WHERE x.area <> 'islet' OR x.category <> 'rare'`;

let folder: string;
let owner: string;
let partner: string;
beforeAll(async () => {
  const contract = await loadContract(STACKS);
  owner = contract.owner.account;
  partner = contract.partners.find(({ id }) => id === 'partner-sample')!.account;
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-warnings-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  process.exitCode = undefined;
});

async function audit(name: string, sql: readonly string[], runner = owner): Promise<string> {
  const file = join(folder, name);
  const log = await AuditLog.open(file);
  for (const [index, text] of sql.entries()) {
    const at = new Date(Date.UTC(2026, 9, index + 1)).toISOString();
    const queryId = `${name}-q${index + 1}`;
    const tables = [{ table: 'orders', owner: runner }, { table: 'visits', owner: partner }];
    await log.append({ kind: 'submission', queryId, at, membershipId: 'm', collaboration: name, runner, receivers: [runner], sql: text, verdict: 'allowed', tables });
    await log.append({ kind: 'termination', queryId, at, status: 'SUCCESS' });
  }
  await log.close();
  return file;
}

async function warnings(as: string, files: readonly string[], json = false) {
  const lines: string[] = [];
  const documents: WarningsReport[] = [];
  const terminal: Terminal = {
    json,
    colour: createColors(false),
    print: (line) => void lines.push(line),
    printJson: (document) => void documents.push(document as WarningsReport),
    note: () => undefined,
    progress: () => ({ step: () => undefined, done: () => undefined }),
  };
  const args = ['warnings', '--contract', STACKS, '--as', as, ...files.flatMap((file) => ['--file', file])];
  await auditCommand(() => terminal).exitOverride().parseAsync(args, { from: 'user' });
  return { text: lines.join('\n'), documents, exitCode: process.exitCode };
}

it('warns the owner of the tables, with evidence and without literals', async () => {
  const file = await audit('audit.jsonl', [EVERYBODY, ALL_BUT_FEW]);
  const { text, exitCode } = await warnings('partner-sample', [file]);
  expect(exitCode).toBe(3);
  expect(text).toMatch(new RegExp(`^One warning of 2 queries that others asked of the tables of ${partner}\\.`));
  expect(text).toMatch(/differencing[^]*asked by \d{12}, of visits[^]*about area, category[^]*queries audit.jsonl-q1, audit.jsonl-q2[^]*repair: /);
  expect(text).not.toMatch(/islet|rare/);
  expect((await warnings(partner, [file], true)).documents).toMatchObject([{ owner: partner, files: [{ file, intact: true }], queries: 2, warnings: [{ detector: 'differencing', attacks: [1, 4] }] }]);
});

it('tells neither the runner nor the other partner', async () => {
  const file = await audit('audit.jsonl', [EVERYBODY, ALL_BUT_FEW]);
  for (const party of ['owner', 'partner-other']) {
    expect(await warnings(party, [file])).toMatchObject({ exitCode: undefined, text: expect.stringMatching(/^No warning of 0 queries/) });
  }
});

it('looks at several audits together', async () => {
  const files = [await audit('one.jsonl', [EVERYBODY]), await audit('two.jsonl', [ALL_BUT_FEW], '777788889999')];
  for (const file of files) expect(await warnings(partner, [file])).toMatchObject({ exitCode: undefined });
  expect(await warnings(partner, files)).toMatchObject({ exitCode: 3, text: expect.stringMatching(/Several parties asked/) });
});

it('says that a tampered audit may hide some, and exits with 3', async () => {
  const file = await audit('audit.jsonl', [EVERYBODY, EVERYBODY]);
  writeFileSync(file, readFileSync(file, 'utf8').replace(EVERYBODY, ALL_BUT_FEW));
  expect(await warnings(partner, [file])).toMatchObject({ exitCode: 3, text: expect.stringContaining('was tampered with') });
});

it.each([
  ['AUDIT_FILE_UNREADABLE', '444455556666'],
  ['PARTY_UNKNOWN', 'partner-smple'],
])('takes wrong input as such: %s', async (code, as) => {
  await expect(warnings(as, [join(folder, 'none.jsonl')])).rejects.toMatchObject({ kind: 'input', code });
});
