import type { CampaignPlan, SendGatePlan } from '@parley/owner-plan';
import type { Channel } from './channel';
import type { Composer } from './compose/composer';
import type { ContactLookup } from './contact';
import type { ConsentStore } from './ports/consent-store';
import type { DeadLetters } from './ports/dead-letters';
import type { DeferredQueue } from './ports/deferred-queue';
import type { SendLedger } from './ports/send-ledger';
import type { StopSwitch } from './ports/stop-switch';
import type { SuppressionStore } from './ports/suppression-store';
import type { Timer } from './timer';
import type { UnsubscribeKeys } from './unsubscribe-keys';

/** A person's yes: who approved this campaign of this run, and when (ISO). */
export interface Approval {
  by: string;
  at: string;
}

export interface AudienceMember {
  id: string;
  segmentScore?: number;
}

/** All that `activateCampaign` needs. */
export interface Activation {
  campaign: CampaignPlan;
  runId: string;
  /** In the order to send. */
  audience: readonly AudienceMember[];
  contacts: ContactLookup;
  consents: ConsentStore;
  /** What the messages are for, such as `marketing`: consents are given by purpose. */
  purpose: string;
  suppressions: SuppressionStore;
  gate: SendGatePlan;
  /** True for a person who is held out of every campaign to measure its effect. */
  holdout: (id: string) => boolean;
  ledger: SendLedger;
  deferred: DeferredQueue;
  deadLetters: DeadLetters;
  channel: Channel;
  clock: () => Date;
  /** Waits between batches and tries. */
  timer: Timer;
  /** Names this worker in the ledger: of two of one name, neither may be alive. */
  worker: string;
  /** `plan.approval`, and the approval if there is one. */
  approval: { required: boolean; volumeLimit: number; given?: Approval };
  composer: Composer;
  /** The keys also make the tags by which those who unsubscribed are known. */
  unsubscribe: { keys: UnsubscribeKeys; list: string };
  /** Zones to ask where a person's own is unknown. */
  zonesIfUnknown?: readonly string[];
  /** The audience comes from deferred messages and dead letters: those dealt with leave both. */
  replay?: boolean;
  /** Decide and count; write and send nothing. */
  dryRun?: boolean;
  stop: StopSwitch;
  /** After each batch, with how many of the audience have been seen. */
  onProgress?: (seen: number, audience: number) => void;
}

export interface HeldBack {
  consent: number;
  /** No address of the channel, or not one that it can use. */
  noAddress: number;
  suppression: number;
  quietHours: number;
  cap: number;
  holdout: number;
  duplicate: number;
}

/**
 * What became of an audience: `audience = sent + failed + unknown + ready + sum(heldBack)`, always.
 * Resumed after a crash, the counts are those of an unbroken run.
 */
export interface CampaignResult {
  campaign: string;
  segment: string;
  channel: string;
  status: 'done' | 'awaiting-approval' | 'dry-run' | 'stopped';
  /** A person approved, or the plan needs no approval below its volume limit. */
  approved: boolean;
  audience: number;
  sent: number;
  /** The channel refused it or stayed too busy: not sent, and a dead letter unless the address itself is at fault. */
  failed: number;
  /** A crash hid the outcome; never repeated. */
  unknown: number;
  /** Passed the gate and not sent: waiting for approval, a dry run, or stopped. */
  ready: number;
  heldBack: HeldBack;
}
