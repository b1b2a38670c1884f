import { type Approval, type CampaignResult, readReceipt } from '@parley/activation';
import { loadContract } from '@parley/contract';
import { inputError } from '@parley/errors';
import { FolderObjectStore } from '@parley/object-store';
import { type CampaignPlan, loadPlan } from '@parley/owner-plan';
import { activate, BUCKETS } from '@parley/pipeline';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadOrMakeUnsubscribeKeys } from './run-keys';
import { contactsFolder, keysFolder, peopleFolder, runFolder } from './run-folder';
import { openSendingFiles } from './sending-files';

export interface ReplayOptions {
  contract: string;
  /** Folder with the source files; absent: those that the run made up. */
  data?: string;
  out: string;
  at: Date;
}

export type ReplayedCampaign = CampaignResult & { runId: string };

/** Messages of one campaign of one run that wait. */
interface Waiting {
  campaign: string;
  runId: string;
  ids: Set<string>;
}

/**
 * Brings what waits under `out` through the send gate again: deferred messages whose hour has come, and dead letters. A
 * campaign needs the approval that its run's receipt tells of. Sent or held back for good, a message waits no longer.
 *
 * @throws inputError REPLAY_NO_RUN, REPLAY_CAMPAIGN_GONE; what `activateCampaign` throws.
 */
export async function replay({ contract: folder, data, out, at }: ReplayOptions): Promise<ReplayedCampaign[]> {
  const receiptFile = join(out, 'receipt.json');
  if (!existsSync(receiptFile)) throw noRun(out);
  const receipt = await readReceipt(receiptFile);
  const contract = await loadContract(folder);
  const plan = await loadPlan(contract);
  const sending = await openSendingFiles(out);
  try {
    const { deferred, deadLetters } = sending.ports;
    const ports = {
      ...sending.ports,
      contract,
      plan,
      store: new FolderObjectStore({ [BUCKETS.source]: data ?? peopleFolder(out), [BUCKETS.contacts]: contactsFolder(out), [BUCKETS.run]: runFolder(out), [BUCKETS.out]: out }),
      secrets: { unsubscribeKeys: () => loadOrMakeUnsubscribeKeys(join(keysFolder(out), 'unsubscribe.key')) },
      now: at,
      clock: () => at,
      ownerFile: (path: string) => readFile(join(contract.directory, contract.owner.id, path), 'utf8'),
    };
    const done: ReplayedCampaign[] = [];
    for (const { campaign: name, runId, ids } of grouped([...(await deferred.due(at)), ...(await deadLetters.all())])) {
      const campaign = plan.campaigns.find((one) => one.name === name);
      if (!campaign) throw campaignGone(name);
      const approval = approvalOf(campaign, receipt.campaigns);
      const { audienceSha256: _hash, approval: _approval, ...result } = await activate({ campaign, audience: [...ids], replay: true, ...(approval ? { approval } : {}) }, { id: runId }, ports);
      done.push({ ...result, runId });
    }
    return done;
  } finally {
    await sending.close();
  }
}

function grouped(messages: readonly { campaign: string; runId: string; recipient: string }[]): Waiting[] {
  const groups = new Map<string, Waiting>();
  for (const { campaign, runId, recipient } of messages) {
    const key = JSON.stringify([campaign, runId]);
    const group = groups.get(key) ?? { campaign, runId, ids: new Set<string>() };
    group.ids.add(recipient);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function approvalOf({ name }: CampaignPlan, campaigns: readonly { campaign: string; approval: Approval | null }[]): Approval | undefined {
  return campaigns.find(({ campaign }) => campaign === name)?.approval ?? undefined;
}

const noRun = (out: string) =>
  inputError('REPLAY_NO_RUN', { file: out, message: 'no run has sent anything from here: there is no receipt.json', repair: 'name the folder of a rehearsal that was approved, with --out' });

const campaignGone = (campaign: string) =>
  inputError('REPLAY_CAMPAIGN_GONE', {
    message: `messages of campaign ${campaign} wait, but the plan has no such campaign; nothing of it was sent`,
    repair: 'give the contract of that run with --contract, or bring the campaign back into owner/plan.yaml',
  });
