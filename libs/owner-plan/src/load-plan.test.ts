import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadContract } from '@parley/contract';
import { type BrokenCase, expectedProblems, problemsOf, withContract } from '../../contract/src/testing/edited-contract';
import cases from './broken-plans.cases.json';
import { loadPlan, planProblems } from './load-plan';

const WORKSPACE = resolve(__dirname, '../../..');

describe('a broken plan is refused with every problem, and no other', () => {
  it.each((cases as BrokenCase[]).map((broken) => [broken.name, broken] as const))('%s', async (_, broken) => {
    await withContract(broken.edits, async (directory) => {
      const contract = await loadContract(directory);
      const problems = await problemsOf(() => loadPlan(contract));
      expect(problems).toEqual(expectedProblems(directory, broken.expect));
    });
  });

  it('is checked in itself where the contract cannot be loaded', async () => {
    const edits = [{ remove: 'panel' }, { file: 'owner/plan.yaml', replace: 'segment: likely', with: 'segment: likly' }];
    await withContract(edits, async (directory) => {
      expect(await planProblems(directory)).toEqual([expect.objectContaining({ code: 'PLAN_UNKNOWN_SEGMENT', line: 22 })]);
    });
  });
});

describe('a sound plan', () => {
  it('loads with its defaults filled in', async () => {
    await withContract([], async (directory) => {
      const plan = await loadPlan(await loadContract(directory));
      expect(plan.model.booster).toEqual({ trees: 200, learningRate: 0.05, leaves: 15, minRowsInLeaf: 50, bins: 255 });
      expect(plan.model.engine).toEqual({ kind: 'booster' });
      expect(plan.evaluation).toEqual({
        split: { kind: 'time', order: 'row', testShare: 0.25 },
        gate: { minAuc: 0.6, maxEce: 0.1, maxPsi: 0.25 },
      });
      expect(plan.approval).toEqual({ required: true, volumeLimit: 10_000 });
    });
  });

  const shipped = ['stacks', ...readdirSync(join(WORKSPACE, 'examples'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && readdirSync(join(WORKSPACE, 'examples', entry.name)).includes('owner'))
    .map(({ name }) => `examples/${name}`)];

  it.each(shipped)('is what %s holds', async (folder) => {
    const contract = await loadContract(join(WORKSPACE, folder));
    expect((await loadPlan(contract)).segments.length).toBeGreaterThan(0);
    expect(contract.notices).toEqual([]);
  });
});
