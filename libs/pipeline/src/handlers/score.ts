import { z } from 'zod';
import { featureTable, fittedModel, runPayload } from '../machine/payloads';
import { StepRunner } from '../step-runner';
import { score } from '../steps/score';
import { defineStep } from './define-step';

/** Scores every customer, matched or not. */
export const scoreHandler = defineStep('score', z.object({ run: runPayload, table: featureTable, model: fittedModel }), async ({ run, table, model }, ports) =>
  new StepRunner(ports.store, ports.watcher).run('score', () => score(table, model, run, ports)),
);
