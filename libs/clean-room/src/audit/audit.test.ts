import fc from 'fast-check';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AuditLog } from './audit-log';
import { type AuditHead, hashOf, parseRecord, type TerminationEntry } from './audit-record';
import { canonicalJson, type JsonValue } from './canonical-json';
import { auditHead, verifyAudit } from './verify-audit';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-audit-'));
  file = join(folder, 'audit.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const entry = (queryId: string): TerminationEntry => ({ kind: 'termination', queryId, at: '2026-11-22T00:00:00.000Z', status: 'SUCCESS' });

async function write(ids: string[]): Promise<AuditHead> {
  const log = await AuditLog.open(file);
  await Promise.all(ids.map((id) => log.append(entry(id))));
  await log.close();
  return log.head;
}

const lines = () => readFileSync(file, 'utf8').trimEnd().split('\n');
const codes = async (head?: AuditHead) => (await verifyAudit(file, head)).findings.map(({ line, code }) => `${line} ${code}`);

it('chains records over several openings', async () => {
  await write(['q1', 'q2']);
  const head = await write(['q3']);
  expect(head.length).toBe(3);
  expect(await verifyAudit(file, head)).toEqual({ intact: true, findings: [], head, torn: false });
  expect(await auditHead(file)).toEqual(head);
  const later = await write(['q4']);
  expect(await verifyAudit(file, head)).toMatchObject({ intact: true, head: later }); // an old receipt still holds
  expect((await verifyAudit(join(folder, 'none.jsonl'))).head.length).toBe(0);
  expect((await verifyAudit(join(folder, 'none.jsonl'), head)).findings).toMatchObject([{ code: 'AUDIT_CUT_OFF' }]);
});

it.each<[string, (all: string[]) => string[], string[]]>([
  ['changed', (all) => all.with(1, all[1]!.replace('"q2"', '"q9"')), ['2 AUDIT_RECORD_CHANGED']],
  ['changed and sealed anew', (all) => all.with(1, reseal(all[1]!, 'q9')), ['3 AUDIT_RECORD_REPLACED']],
  ['taken out', (all) => all.toSpliced(1, 1), ['2 AUDIT_RECORD_MISSING']],
  ['put in twice', (all) => all.toSpliced(1, 0, all[0]!), ['2 AUDIT_RECORD_MISSING']],
  ['put in another order', (all) => [all[0]!, all[2]!, all[1]!, all[3]!], ['2 AUDIT_RECORD_MISSING', '3 AUDIT_RECORD_MISSING', '4 AUDIT_RECORD_MISSING']],
  ['cut off at the end', (all) => all.slice(0, 3), ['3 AUDIT_CUT_OFF']],
  ['replaced at the end', (all) => all.with(3, reseal(all[3]!, 'q9')), ['4 AUDIT_HEAD_DIFFERS']],
  ['no record', (all) => all.with(1, 'hello'), ['2 AUDIT_NOT_A_RECORD', '3 AUDIT_RECORD_MISSING']],
])('finds a record %s', async (_, tamper, findings) => {
  const head = await write(['q1', 'q2', 'q3', 'q4']);
  writeFileSync(file, `${tamper(lines()).join('\n')}\n`);
  expect(await codes(head)).toEqual(findings);
});

function reseal(line: string, queryId: string): string {
  const record = { ...parseRecord(line)!, entry: entry(queryId) };
  return JSON.stringify({ ...record, hash: hashOf(record) });
}

it('finds any one changed byte', async () => {
  const head = await write(['q1', 'q2', 'q3']);
  const bytes = readFileSync(file);
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, difference) => {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at]! + difference) % 256;
      writeFileSync(file, changed);
      const { intact, torn } = await verifyAudit(file, head);
      expect(intact && !torn).toBe(false);
    }),
    { numRuns: 300 },
  );
});

it('sets a line aside that a crash cut short, and goes on after it', async () => {
  await write(['q1']);
  appendFileSync(file, '{"sequence":2,"previous":"ab');
  expect(await verifyAudit(file)).toMatchObject({ intact: true, torn: true });
  const head = await write(['q2']);
  expect(await verifyAudit(file, head)).toMatchObject({ intact: true, torn: false, head: { length: 2 } });
  expect(readFileSync(`${file}.torn`, 'utf8')).toBe('{"sequence":2,"previous":"ab\n');
});

it('adds nothing to a file that holds no records', async () => {
  writeFileSync(file, 'hello\n');
  await expect(AuditLog.open(file)).rejects.toMatchObject({ kind: 'fault', code: 'AUDIT_UNREADABLE', problems: [{ file, line: 1 }] });
});

it('prints equal values as equal canonical JSON, which reads back', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      const shuffled = JSON.parse(JSON.stringify(value), (_, inner: unknown) =>
        typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).reverse()) : inner,
      ) as JsonValue;
      expect(canonicalJson(shuffled)).toBe(canonicalJson(value as JsonValue));
      expect(JSON.parse(canonicalJson(value as JsonValue))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
