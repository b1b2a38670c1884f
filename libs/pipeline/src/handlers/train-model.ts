import { z } from 'zod';
import { featureTable, runPayload } from '../machine/payloads';
import { StepRunner } from '../step-runner';
import { train } from '../steps/score';
import { defineStep } from './define-step';
import { readJudgement } from './evaluate-model';

/** Fits the model that will score, on every labelled row. */
export const trainModelHandler = defineStep('train-model', z.object({ run: runPayload, table: featureTable, judgementUri: z.string() }), async ({ run, table, judgementUri }, ports) =>
  new StepRunner(ports.store, ports.watcher).run('train', async () => train(table, await readJudgement(judgementUri, ports), run, ports)),
);
