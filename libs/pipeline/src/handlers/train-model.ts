import { z } from 'zod';
import { featureTable, type FitJobs, type FittedModel, runPayload } from '../machine/payloads';
import { StepRunner } from '../step-runner';
import { prepareFinal, withJobNames } from '../steps/fits';
import { train } from '../steps/score';
import { defineStep } from './define-step';
import { readJudgement } from './evaluate-model';

const given = { run: runPayload, table: featureTable, judgementUri: z.string() };
const input = z.discriminatedUnion('op', [
  z.object({ op: z.literal('here').optional(), ...given }),
  z.object({ op: z.literal('prepare'), ...given, execution: z.string().min(1) }),
]);

/** Fits the model that will score, on every labelled row: `here` in this process; `prepare` writes what SageMaker fits. */
export const trainModelHandler = defineStep('train-model', input, async (asked, ports): Promise<FittedModel | FitJobs> => {
  const { run, table, judgementUri } = asked;
  const steps = new StepRunner(ports.store, ports.watcher);
  if (asked.op !== 'prepare') return steps.run('train', async () => train(table, await readJudgement(judgementUri, ports), run, ports));
  const prepared = await steps.run('prepare-final', async () => prepareFinal(table, await readJudgement(judgementUri, ports), run, ports));
  return withJobNames(prepared, run, asked.execution);
});
