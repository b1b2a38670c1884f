import { z } from 'zod';
import { featureTable, fittedModel, preparedFits, runPayload } from '../machine/payloads';
import { StepRunner } from '../step-runner';
import { readFinalScores } from '../steps/fits';
import { score } from '../steps/score';
import { defineStep } from './define-step';

const given = { run: runPayload, table: featureTable };
const input = z.discriminatedUnion('op', [
  z.object({ op: z.literal('here').optional(), ...given, model: fittedModel }),
  z.object({ op: z.literal('collect'), ...given, fits: preparedFits }),
]);

/** Scores every customer, matched or not: `here` in this process; `collect` takes the scores that SageMaker left. */
export const scoreHandler = defineStep('score', input, async (asked, ports) =>
  new StepRunner(ports.store, ports.watcher).run('score', () =>
    asked.op === 'collect' ? readFinalScores(asked.table, asked.fits, asked.run, ports) : score(asked.table, asked.model, asked.run, ports),
  ),
);
