import { activateCampaign, activationErrors, type Approval, audienceHash, type CampaignResult, type Channel, composerFor, UnsubscribeKeys } from '@parley/activation';
import type { CampaignPlan } from '@parley/owner-plan';
import { inHoldout } from '@parley/segmentation';
import { LIST, PURPOSE, readContacts } from '../contacts';
import type { Run, SendingPorts } from '../ports';

export interface ActivateInput {
  campaign: CampaignPlan;
  /** Ids, in the order to send: a whole audience, a shard of one, or those of a replay. */
  audience: readonly string[];
  approval?: Approval;
  /** They come from deferred messages and dead letters. */
  replay?: boolean;
}

export interface ActivateOutput extends CampaignResult {
  audienceSha256: string;
  approval: Approval | null;
}

/** For a check of templates, which makes no message. */
const KEYS_OF_NOBODY = UnsubscribeKeys.parse('0'.repeat(64), 'a check of templates');

/** Brings people through the send gate to their campaign's channel; without a needed approval it ends at "audience ready". */
export async function activate({ campaign, audience: ids, approval, replay }: ActivateInput, run: Pick<Run, 'id'>, ports: SendingPorts): Promise<ActivateOutput> {
  const { plan } = ports;
  const contacts = await readContacts(ports);
  const unsubscribe = { keys: await ports.secrets.unsubscribeKeys(), list: LIST };
  const audience = ids.map((id) => ({ id }));
  const result = await activateCampaign({
    campaign,
    runId: run.id,
    audience,
    contacts: contacts.lookup,
    consents: contacts.consents,
    purpose: PURPOSE,
    suppressions: contacts.suppressions,
    gate: plan.sendGate,
    holdout: (id) => inHoldout(plan.holdout.salt, id, plan.holdout.share),
    ledger: ports.ledger,
    deferred: ports.deferred,
    deadLetters: ports.deadLetters,
    channel: channelOf(campaign, ports),
    clock: ports.clock,
    timer: ports.timer,
    worker: ports.worker,
    approval: { ...plan.approval, ...(approval ? { given: approval } : {}) },
    composer: await composerFor(campaign, { readTemplate: (path) => ports.ownerFile(path), unsubscribe }),
    unsubscribe,
    stop: ports.stop,
    ...(replay === undefined ? {} : { replay }),
  });
  return { ...result, audienceSha256: audienceHash(audience), approval: approval ?? null };
}

/** Checks a campaign's templates and writes nothing, so it asks for no key. @throws ACTIVATION_TEMPLATE with every problem. */
export async function checkCampaign(campaign: CampaignPlan, { ownerFile }: Pick<SendingPorts, 'ownerFile'>): Promise<void> {
  await composerFor(campaign, { readTemplate: (path) => ownerFile(path), unsubscribe: { keys: KEYS_OF_NOBODY, list: LIST } });
}

/** @throws refused ACTIVATION_CHANNEL_MISSING where the channel is not set up. */
function channelOf({ name, channel }: CampaignPlan, { channels }: SendingPorts): Channel {
  const found = channels[channel];
  if (!found) throw activationErrors.channelMissing(name, channel);
  return found as Channel;
}
