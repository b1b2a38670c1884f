import type { Judgement } from '@parley/segmentation';
import { z } from 'zod';
import { runUri } from '../buckets';
import { type Evaluation, featureTable, type FitJobs, preparedFits, runPayload } from '../machine/payloads';
import { StepRunner } from '../step-runner';
import { judgeEvaluation, prepareEvaluation, withJobNames } from '../steps/fits';
import { evaluate, passGate } from '../steps/judge';
import { defineStep } from './define-step';

const given = { run: runPayload, table: featureTable };
const input = z.discriminatedUnion('op', [
  z.object({ op: z.literal('here').optional(), ...given }),
  z.object({ op: z.literal('prepare'), ...given, execution: z.string().min(1) }),
  z.object({ op: z.literal('judge'), ...given, fits: preparedFits }),
]);

/**
 * Judges candidates on rows they have not seen, and holds the judgement against the plan's gate. `here` trains them in this process;
 * `prepare` writes what SageMaker trains and scores, and `judge` reads what came of it.
 */
export const evaluateModelHandler = defineStep('evaluate-model', input, async (asked, ports): Promise<Evaluation | FitJobs> => {
  const { run, table } = asked;
  const steps = new StepRunner(ports.store, ports.watcher);
  if (asked.op === 'prepare') return withJobNames(await steps.run('prepare-evaluation', () => prepareEvaluation(table, run, ports)), run, asked.execution);
  const { judgementUri } = await steps.run('evaluate', async () => {
    const judgement = asked.op === 'judge' ? await judgeEvaluation(table, asked.fits, run, ports) : await evaluate(table, run, ports);
    const uri = runUri('model/judgement.json');
    await ports.store.put(uri, JSON.stringify(judgement));
    return { judgementUri: uri };
  });
  const { passed, reasons } = await steps.run('gate', async () => passGate(await readJudgement(judgementUri, ports), ports));
  return { judgementUri, gate: { passed, reasons: [...reasons] } };
});

/** The judgement as `evaluate-model` left it. */
export async function readJudgement(uri: string, { store }: Parameters<typeof passGate>[1]): Promise<Judgement> {
  return JSON.parse((await store.get(uri)).toString('utf8')) as Judgement;
}
