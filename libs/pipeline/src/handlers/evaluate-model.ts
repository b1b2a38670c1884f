import type { Judgement } from '@parley/segmentation';
import { z } from 'zod';
import { runUri } from '../buckets';
import { type Evaluation, featureTable, runPayload } from '../machine/payloads';
import { StepRunner } from '../step-runner';
import { evaluate, passGate } from '../steps/judge';
import { defineStep } from './define-step';

/** Judges candidates on rows they have not seen, and holds the judgement against the plan's gate. */
export const evaluateModelHandler = defineStep('evaluate-model', z.object({ run: runPayload, table: featureTable }), async ({ run, table }, ports): Promise<Evaluation> => {
  const steps = new StepRunner(ports.store, ports.watcher);
  const { judgementUri } = await steps.run('evaluate', async () => {
    const judgement = await evaluate(table, run, ports);
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
