import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createColors } from 'picocolors';
import type { Terminal } from '../terminal';
import { explainCommand } from './explain';

const STACKS = resolve(__dirname, '../../../../stacks');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-explain-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  process.exitCode = undefined;
});

async function explain(sql: string, { json = false, args = [] as string[] } = {}) {
  const file = join(folder, 'query.sql');
  writeFileSync(file, sql);
  const lines: string[] = [];
  const documents: unknown[] = [];
  const terminal: Terminal = {
    json,
    colour: createColors(false),
    print: (line) => void lines.push(line),
    printJson: (document) => void documents.push(document),
    note: () => undefined,
    progress: () => ({ step: () => undefined, done: () => undefined }),
  };
  const options = ['--contract', STACKS, '--as', 'owner', '--collaboration', 'partner-sample', '--sql', file, ...args];
  await explainCommand(() => terminal).exitOverride().parseAsync(options, { from: 'user' });
  return { lines, documents, exitCode: process.exitCode };
}

const MATCH = 'SELECT DISTINCT c.customer_id, p.income_band\nFROM customers c\nINNER JOIN people p ON c.hashed_email = p.hashed_email\n';

it('says what an allowed query reads and discloses', async () => {
  const { lines, exitCode } = await explain(MATCH);
  expect(exitCode).toBeUndefined();
  const text = lines.join('\n');
  expect(lines[0]).toBe('Allowed.');
  expect(text).toContain('people: income_band, hashed_email');
  expect(text).toContain('Row-level enrichment of matched people: customer_id, income_band.');
});

it('says which thresholds hold, and what they do not stop', async () => {
  const { lines } = await explain(
    'SELECT v.area, COUNT(DISTINCT v.hashed_email) AS people FROM orders o INNER JOIN visits v ON o.hashed_email = v.hashed_email GROUP BY v.area',
  );
  const text = lines.join('\n');
  expect(text).toContain('at least 50 distinct visits.hashed_email');
  expect(text).toContain('at least 25 distinct orders.hashed_email');
  expect(text).toContain('A threshold does not stop');
  expect(text).toMatch(/count\(DISTINCT .*\) >= 50/i); // the hidden condition is shown
});

it('underlines each place of a denied query, with code, rule and repair, and exits with 3', async () => {
  const { lines, exitCode } = await explain(MATCH.replace('p.income_band', '\tp.hashed_phone'));
  expect(exitCode).toBe(3);
  expect(lines[0]).toBe('Denied, for one reason.');
  expect(lines[2]).toMatch(/^[A-Z_]+ \(LIST\.\w+\): /);
  const [text, marks] = lines.slice(3, 5);
  expect(text).toBe('  1 | SELECT DISTINCT c.customer_id, \tp.hashed_phone');
  expect(text!.slice(marks!.indexOf('^'), marks!.lastIndexOf('^') + 1)).toMatch(/^p\.hashed_phone$|^hashed_phone$/);
  expect(lines[5]).toMatch(/^ {2}repair: /);
});

it('gives the verdict as one document under --json', async () => {
  const { lines, documents, exitCode } = await explain('SELECT * FROM people', { json: true });
  expect({ lines, exitCode }).toEqual({ lines: [], exitCode: 3 });
  expect(documents).toEqual([{ allowed: false, refusals: expect.arrayContaining([expect.objectContaining({ code: expect.any(String), repair: expect.any(String) })]) }]);
});

it.each([
  [['--as', 'partner-smple'], 'PARTY_UNKNOWN'],
  [['--as', 'partner-sample', '--collaboration', 'partner-other'], 'COLLABORATION_NOT_THEIRS'],
  [['--collaboration', 'nobody'], 'PARTY_UNKNOWN'],
  [['--sql', '/nowhere.sql'], 'SQL_FILE_UNREADABLE'],
  [['--contract', '/nowhere'], 'CONTRACT_INVALID'],
])('takes %j as bad input', async (args, code) => {
  await expect(explain(MATCH, { args })).rejects.toMatchObject({ kind: 'input', code });
});
