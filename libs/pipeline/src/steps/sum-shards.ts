import type { CampaignResult, HeldBack } from '@parley/activation';
import type { ActivateOutput } from './activate';

/** What became of a whole campaign. */
export type CampaignOutcome = ActivateOutput;

/** The worst of the shards names the campaign: one that was stopped or waits means that not all is done. */
const STATUS: readonly CampaignResult['status'][] = ['stopped', 'awaiting-approval', 'dry-run', 'done'];
const COUNTS = ['audience', 'sent', 'failed', 'unknown', 'ready'] as const;

/** Sums the shards of one campaign; there is at least one. `audienceSha256` is the whole audience's. */
export function sumShards(shards: readonly CampaignOutcome[], audienceSha256: string): CampaignOutcome {
  const [first, ...rest] = shards;
  if (!first) throw new Error('a campaign without shards');
  const sum = rest.reduce(add, first);
  return { ...sum, audienceSha256 };
}

function add(a: CampaignOutcome, b: CampaignOutcome): CampaignOutcome {
  const counts = Object.fromEntries(COUNTS.map((name) => [name, a[name] + b[name]])) as Pick<CampaignOutcome, (typeof COUNTS)[number]>;
  const reasons = Object.keys(a.heldBack) as (keyof HeldBack)[];
  const heldBack = Object.fromEntries(reasons.map((reason) => [reason, a.heldBack[reason] + b.heldBack[reason]])) as unknown as HeldBack;
  const status = STATUS.find((one) => one === a.status || one === b.status) ?? a.status;
  return { ...a, ...counts, heldBack, status, approved: a.approved && b.approved };
}
