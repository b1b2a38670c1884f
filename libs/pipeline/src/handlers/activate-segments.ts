import { writeReceipt } from '@parley/activation';
import { z } from 'zod';
import { outUri, runUri } from '../buckets';
import { approvalUnsigned } from '../errors';
import { activationPlan, type ActivationPlan, approval, type ApprovalRecord, type ReceiptResult, runPayload, type RunPayload, segments } from '../machine/payloads';
import type { Ports } from '../ports';
import { StepRunner } from '../step-runner';
import { activate } from '../steps/activate';
import { planShards, shardUri } from '../steps/plan-shards';
import { type CampaignOutcome, sumShards } from '../steps/sum-shards';
import { readSegments } from './build-segments';
import { defineStep } from './define-step';

/** A person's answer; what the machine caught instead of one; or that none was asked. */
const answer = z.object({ by: z.string().trim().min(1).max(200).optional(), at: z.iso.datetime({ offset: true }).optional(), Error: z.string().optional(), notNeeded: z.boolean().optional() });

const input = z.discriminatedUnion('op', [
  z.object({ op: z.literal('plan'), run: runPayload, segments }),
  z.object({ op: z.literal('approve'), run: runPayload, answer }),
  z.object({ op: z.literal('send'), run: runPayload, campaign: z.string(), shard: z.int().min(0), approval }),
  z.object({ op: z.literal('receipt'), run: runPayload, activation: activationPlan, approval }),
]);
type Given<Op extends string> = Extract<z.infer<typeof input>, { op: Op }>;

/** The one function that reads contacts and sends: plans the shards, takes down the approval, sends a shard, writes the receipt. */
export const activateSegmentsHandler = defineStep('activate-segments', input, async (given, ports) => {
  const steps = new StepRunner(ports.store, ports.watcher);
  switch (given.op) {
    case 'plan':
      return steps.run('plan-activation', async () => planShards(await readSegments(given.segments.segmentsUri, ports), ports));
    case 'approve':
      return approve(given, steps);
    case 'send':
      return send(given, steps, ports);
    case 'receipt':
      return receipt(given, steps, ports);
  }
});

/** The answer at hand decides; who first gave it, and when, stays. */
async function approve({ answer: { by, at, Error: caught, notNeeded } }: Given<'approve'>, steps: StepRunner): Promise<ApprovalRecord> {
  if (caught !== undefined || notNeeded) return { given: null };
  if (by === undefined) throw approvalUnsigned();
  return steps.run('approval', () => Promise.resolve({ given: { by, at: at ?? new Date().toISOString() } }));
}

/** `stopped`: people whom the stop switch kept from their message. */
interface Sent {
  status: string;
  stopped?: number;
}

async function send({ run, campaign: name, shard, approval: { given } }: Given<'send'>, steps: StepRunner, ports: Ports): Promise<Sent> {
  const campaign = ports.plan.campaigns.find((one) => one.name === name);
  if (!campaign) throw new Error(`no campaign ${name} in the plan`);
  const work = async () => {
    const audience = JSON.parse((await ports.store.get(shardUri(name, shard))).toString('utf8')) as string[];
    return activate({ campaign, audience, ...(given ? { approval: given } : {}) }, run, ports);
  };
  const { status, ready } = await steps.run(stepOf(name, shard), work, (output) => output.status === 'done');
  return { status, ...(status === 'stopped' ? { stopped: ready } : {}) };
}

/** A campaign's first shard has the campaign's own name: most have no other. */
const stepOf = (campaign: string, shard: number): string => (shard === 0 ? `activate-${campaign}` : `activate-${campaign}-${shard}`);

/** Sums each campaign over its shards; the receipt is written unless all wait for approval, and once all is done for good. */
async function receipt({ run, activation }: Given<'receipt'>, steps: StepRunner, ports: Ports): Promise<ReceiptResult> {
  const campaigns = await Promise.all(activation.campaigns.map((one) => outcomeOf(one, steps)));
  const campaignsUri = runUri('activation/campaigns.json');
  await ports.store.put(campaignsUri, JSON.stringify(campaigns));
  const deadLetters = (await ports.deadLetters.all()).length;
  if (campaigns.every(({ status }) => status === 'awaiting-approval')) return { campaignsUri, sha256: null, deadLetters };
  const allDone = campaigns.every(({ status }) => status === 'done');
  return { campaignsUri, sha256: await steps.run('receipt', () => seal(campaigns, run, ports), () => allDone), deadLetters };
}

async function outcomeOf({ campaign, shards, audienceSha256 }: ActivationPlan['campaigns'][number], steps: StepRunner): Promise<CampaignOutcome> {
  const outcomes = await Promise.all(shards.map((shard) => steps.output<CampaignOutcome>(stepOf(campaign, shard))));
  return sumShards(outcomes.flatMap((one) => one ?? []), audienceSha256);
}

async function seal(campaigns: readonly CampaignOutcome[], run: RunPayload, ports: Ports): Promise<string> {
  const facts = { runId: run.id, at: ports.now.toISOString(), campaigns: [...campaigns], audit: await ports.audit.head() };
  const sealed = await ports.store.putFile(outUri('receipt.json'), (path) => writeReceipt(path, facts));
  return sealed.sha256;
}
