import { z } from 'zod';
import { runUri } from '../buckets';
import { type CheckedInputs, machineInput, runPayload } from '../machine/payloads';
import { StepRunner } from '../step-runner';
import { checkCampaign } from '../steps/activate';
import { checkInputs, takeAnnouncement } from '../steps/check-inputs';
import { defineStep } from './define-step';

/** Takes down an announcement, checks what the run stands on, and names the analyses to run. A broken template fails here, not at send time. */
export const checkInputsHandler = defineStep('check-inputs', z.object({ run: runPayload, input: machineInput }), async ({ input }, ports) =>
  new StepRunner(ports.store, ports.watcher).run('check-inputs', async (): Promise<CheckedInputs> => {
    for (const campaign of ports.plan.campaigns) await checkCampaign(campaign, ports);
    if (input.announced) await takeAnnouncement(input.announced, ports);
    const tablesUri = runUri('inputs/tables.json');
    await ports.store.put(tablesUri, JSON.stringify(await checkInputs(ports)));
    return {
      tablesUri,
      analyses: ports.contract.collaborations.flatMap(({ partner, analyses }) => analyses.map(({ name: analysis }) => ({ partner, analysis }))),
    };
  }),
);
