import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createColors } from 'picocolors';
import type { Terminal } from '../terminal';
import { copyContract, editFile } from '../testing/copy-contract';
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

async function explain(sql: string, { json = false, args = [] as string[], as = '--sql' } = {}) {
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
  const options = ['--contract', STACKS, '--as', 'owner', '--collaboration', 'partner-sample', as, file, ...args];
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
  expect(text).toContain('No threshold applies');
});

it('says which thresholds hold, and what they do not stop', async () => {
  const { lines } = await explain(
    'SELECT v.area, COUNT(DISTINCT v.hashed_email) AS people FROM orders o INNER JOIN visits v ON o.hashed_email = v.hashed_email GROUP BY v.area',
  );
  const text = lines.join('\n');
  expect(text).toContain('at least 50 distinct visits.hashed_email');
  expect(text).toContain('at least 25 distinct orders.hashed_email');
  expect(text).toMatch(/count\(DISTINCT .*\) >= 50/i); // the hidden condition is shown
});

const ids = ({ documents }: { documents: unknown[] }) => (documents[0] as { openAttacks: { id: string }[] }).openAttacks.map(({ id }) => id);

it('says which attacks the rules of the tables it reads leave open, with what reduces them', async () => {
  const list = ids(await explain(MATCH, { json: true }));
  expect(list).toEqual(expect.arrayContaining(['list-dictionary', 'snapshot-diff', 'collusion']));
  expect(list).not.toContain('diff-where'); // of rows, nothing need be taken from anything
  const counted = 'SELECT v.area, COUNT(DISTINCT v.hashed_email) AS people FROM orders o INNER JOIN visits v ON o.hashed_email = v.hashed_email GROUP BY v.area';
  const groups = ids(await explain(counted, { json: true }));
  expect(groups).toEqual(expect.arrayContaining(['diff-where', 'tracker-general', 'overlap-dimensions']));
  expect(groups).not.toContain('list-dictionary');
  const { lines } = await explain(counted);
  const at = lines.findIndex((line) => line.trim() === '1 diff-where');
  expect(lines.slice(at + 1).join(' ')).toMatch(/^ +Count with and without .* access budget/);
});

const CUSTOM = `analysisRule:
      analysisRuleType: CUSTOM
      analysisRulePolicy:
        v1:
          custom:
            allowedAnalyses: ['arn:aws:cleanrooms:us-east-1:111122223333:membership/0b6d1c9e-5d0f-4a50-9a07-5a7d0c2f1a11/analysistemplate/3f0a1f5e-8a7c-4a8e-9d7b-0d1b2c3d4e5f']
    collaborationAnalysisRule:`;
const TEMPLATE = 'SELECT device, COUNT(DISTINCT hashed_email) AS people FROM audience WHERE favourite_section = :section AND articles_a_week > :few GROUP BY device';

it('judges a template with its values, which are bound and never become SQL', async () => {
  const contract = join(folder, 'contract');
  copyContract(contract);
  editFile(join(contract, 'partner-other/party.yaml'), (text) => text.replace(/analysisRule:[^]*?collaborationAnalysisRule:/, CUSTOM));
  const where = ['--contract', contract, '--collaboration', 'partner-other'];
  const codes = async (...args: string[]) => {
    const { documents } = await explain(TEMPLATE, { as: '--template', args: [...where, ...args], json: true });
    return (documents[0] as { refusals?: { code: string }[] }).refusals?.map(({ code }) => code) ?? 'allowed';
  };
  const arn = ['--arn', 'arn:aws:cleanrooms:us-east-1:111122223333:membership/0b6d1c9e-5d0f-4a50-9a07-5a7d0c2f1a11/analysistemplate/3f0a1f5e-8a7c-4a8e-9d7b-0d1b2c3d4e5f'];
  const values = ['--param', "section=x' OR 1=1", '--param', 'few:INT=2'];
  expect(await codes(...arn, ...values)).toBe('allowed');
  expect(await codes(...values)).toEqual(['CUSTOM_TEMPLATE_NOT_ALLOWED']);
  expect(await codes(...arn, '--param', 'section=x', '--param', 'few:INT=two')).toEqual(['TEMPLATE_PARAMETER_VALUE']);
  expect(await codes(...arn, '--param', 'section=x')).toEqual(['TEMPLATE_PARAMETER_UNDECLARED']);
  const { lines } = await explain(TEMPLATE, { as: '--template', args: [...where, ...arn, ...values] });
  expect(lines.join('\n')).toMatch(/x'' OR 1=1[^]*No threshold applies[^]*28 literal-id/);
});

it('underlines each place of a denied query, with code, rule and repair, and exits with 3', async () => {
  const { lines, exitCode } = await explain(MATCH.replace('p.income_band', '\tp.hashed_phone'));
  expect(exitCode).toBe(3);
  expect(lines[0]).toBe('Denied, for one reason.');
  expect(lines[2]).toMatch(/^[A-Z_]+ \(LIST\.\w+\): /);
  const [text, marks] = lines.slice(3, 5);
  expect(text).toBe('  1 | SELECT DISTINCT c.customer_id,  p.hashed_phone');
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
  [['--template', 'other.sql'], 'QUERY_NOT_CHOSEN'],
  [['--param', 'a=1'], 'OPTION_NEEDS_TEMPLATE'],
  [['--author', 'owner'], 'OPTION_NEEDS_TEMPLATE'],
])('takes %j as bad input', async (args, code) => {
  await expect(explain(MATCH, { args })).rejects.toMatchObject({ kind: 'input', code });
});

it('takes a value without a name as bad input, all of them at once', async () => {
  const args = ['--param', '=1', '--param', 'a', '--param', 'b=2'];
  await expect(explain(TEMPLATE, { as: '--template', args })).rejects.toMatchObject({ code: 'PARAMETER_UNREADABLE', problems: { length: 2 } });
});
