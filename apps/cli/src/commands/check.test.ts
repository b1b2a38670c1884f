import { join, resolve } from 'node:path';
import { isParleyError } from '@parley/errors';
import pc from 'picocolors';
import { withContract } from '../../../../libs/contract/src/testing/edited-contract';
import type { Terminal } from '../terminal';
import { checkCommand } from './check';

const WORKSPACE = resolve(__dirname, '../../../..');

/** Runs `parley check` and gives what it says on stdout, or the error it ends with. */
async function check(json: boolean, ...argv: string[]): Promise<{ lines: string[]; document: unknown; error: unknown }> {
  const said = { lines: [] as string[], document: undefined as unknown, error: undefined as unknown };
  const terminal: Terminal = {
    json,
    colour: pc.createColors(false),
    print: (line) => void said.lines.push(line),
    printJson: (document) => void (said.document = document),
    note: () => {},
    progress: () => ({ step: () => {}, done: () => {} }),
  };
  const command = checkCommand(() => terminal).exitOverride().configureOutput({ writeOut: (text) => void said.lines.push(text) });
  await command.parseAsync(argv, { from: 'user' }).catch((error: unknown) => (said.error = error));
  return said;
}

describe('parley check', () => {
  it('says of the shipped contract what each rule lets whom learn, in the words that are promised', async () => {
    const { lines, error } = await check(false, '--contract', join(WORKSPACE, 'stacks'));
    expect(error).toBeUndefined();
    expect(lines[0]).toBe('No problems in stacks: 3 parties, 2 clean rooms in us-east-1.');
    expect(lines).toContainEqual(expect.stringMatching(/people LIST: row-level enrichment of matched people: columns /));
    expect(lines).toContainEqual(expect.stringMatching(/visits AGGREGATION: groups above a threshold of \d+ distinct hashed_email: /));
  });

  it('prints one JSON document', async () => {
    await withContract([], async (directory) => {
      const { lines, document } = await check(true, '--contract', directory);
      expect(lines).toEqual([]);
      expect(document).toMatchObject({
        problems: [],
        parties: [
          { id: 'owner' },
          { id: 'panel', tables: [{ name: 'people', rule: 'LIST', receivers: ['Example Shop'] }, { name: 'visits' }] },
        ],
        plan: { model: 'repeat-purchase', features: { own: 1, partners: { panel: 2 }, events: 2 } },
      });
    });
  });

  it('tells the problems of the contract and of the plan in one go, as bad input', async () => {
    const edits = [
      { file: 'panel/party.yaml', replace: "'222222222222'", with: "'2'" },
      { file: 'owner/plan.yaml', replace: 'segment: likely', with: 'segment: likly' },
    ];
    await withContract(edits, async (directory) => {
      const { error, lines } = await check(false, '--contract', directory);
      if (!isParleyError(error)) throw new Error('check did not end with a ParleyError', { cause: error });
      expect(error.exitCode).toBe(2);
      expect(error.problems.map(({ file, code }) => `${file} ${code}`)).toEqual([
        'owner/plan.yaml PLAN_UNKNOWN_SEGMENT',
        'panel/party.yaml VALUE_INVALID',
      ]);
      expect(lines).toEqual([]);
    });
  });

  it('tells what the rules refuse, at its place in the SQL, and what a match analysis forgets to return', async () => {
    const file = 'owner/analyses/by-email.sql';
    const refused = [{ file, replace: 'p.age_band, p.income', with: 'p.age_band, p.home_status, p.income' }];
    await withContract(refused, async (directory) => {
      const { error } = await check(false, '--contract', directory);
      const problem = { file, line: 1, column: 44, message: expect.stringContaining('LIST.listColumns') };
      expect(error).toMatchObject({ kind: 'input', problems: [problem] });
    });
    const forgetful = [{ file, replace: 'c.customer_id', with: 'c.customer_id AS id' }];
    await withContract(forgetful, async (directory) => {
      const { error } = await check(false, '--contract', directory);
      const problem = { code: 'ANALYSIS_LACKS_COLUMN', file, message: expect.stringContaining('`customer_id`') };
      expect(error).toMatchObject({ problems: [problem] });
    });
  });

  it('says only that the folder is missing, where it is', async () => {
    const { error } = await check(false, '--contract', '/nowhere/at/all');
    expect(error).toMatchObject({ code: 'CONTRACT_INVALID', problems: [{ code: 'CONTRACT_DIRECTORY_MISSING' }] });
  });

  it('passes on the notices of a sound contract', async () => {
    const file = 'panel/party.yaml';
    const edits = [{ file, replace: 'columnName: hashed_email, minimum', with: 'columnName: area, minimum' }];
    await withContract(edits, async (directory) => {
      const { lines } = await check(false, '--contract', directory);
      expect(lines.at(-1)).toMatch(/^ {2}panel\/party\.yaml:44:17: the thresholds of visits /);
    });
  });

  it('shows examples in its help', async () => {
    const { lines } = await check(false, '--help');
    expect(lines.join('')).toMatch(/parley check --contract examples\/online-shoppers/);
  });
});
