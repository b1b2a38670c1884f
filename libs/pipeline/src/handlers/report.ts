import { gate } from '@parley/segmentation';
import { z } from 'zod';
import { analysisResult, checkedInputs, evaluation, featureTable, machineInput, receiptResult, runPayload, segments } from '../machine/payloads';
import type { KnownIntake } from '../intake-facts';
import type { Ports } from '../ports';
import { StepRunner } from '../step-runner';
import type { CampaignOutcome } from '../steps/sum-shards';
import { report } from '../steps/report';
import { readSegments } from './build-segments';
import { defineStep } from './define-step';
import { readJudgement } from './evaluate-model';

const schema = z.object({
  run: runPayload,
  input: machineInput,
  inputs: checkedInputs,
  analyses: z.array(analysisResult),
  features: featureTable,
  evaluation,
  /** Absent where the gate failed, as is the receipt. */
  segments: segments.optional(),
  receipt: receiptResult.optional(),
});

/** Writes the report, anew each time it is asked. */
export const reportHandler = defineStep('report', schema, async (given, ports) => {
  const { run, input, features } = given;
  const steps = new StepRunner(ports.store, ports.watcher);
  const judgement = await readJudgement(given.evaluation.judgementUri, ports);
  const facts = {
    intake: await readJson<KnownIntake[]>(given.inputs.tablesUri, ports),
    analyses: given.analyses,
    features,
    judgement,
    gate: gate(judgement, ports.plan.evaluation.gate),
    segments: given.segments ? await readSegments(given.segments.segmentsUri, ports) : [],
    activation: given.receipt ? await readJson<CampaignOutcome[]>(given.receipt.campaignsUri, ports) : [],
  };
  const timings = (await steps.timings()).filter(({ name }) => name !== 'report');
  const notes = {
    syntheticPeople: input.syntheticPeople,
    ...(input.rehearsedAs === undefined ? {} : { rehearsedAs: input.rehearsedAs }),
    steps: timings,
    seconds: timings.reduce((sum, { seconds }) => sum + seconds, 0),
    peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
  await steps.run('report', () => report(facts, notes, run, ports), () => false);
  return {};
});

/** What an earlier step left for this one. */
async function readJson<T>(uri: string, { store }: Ports): Promise<T> {
  return JSON.parse((await store.get(uri)).toString('utf8')) as T;
}
