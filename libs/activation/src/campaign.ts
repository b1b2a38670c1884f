import type { CampaignPlan, SendGatePlan } from '@parley/owner-plan';
import type { Channel, EmailMessage } from './channel';
import type { DeferredQueue } from './ports/deferred-queue';
import type { Ledger } from './ledger';
import type { MessageTemplate } from './template';
import type { UnsubscribeKey } from './unsubscribe';

/** What the owner's contact table holds about one person. */
export interface Contact {
  /** Raw e-mail address. */
  address: string;
  /** IANA zone; anything else counts as unknown. */
  zone?: string;
  consent: boolean;
  /** Values for the template's fields. */
  fields: Record<string, string | number | null>;
}

/** Reads contacts by id; a person without one is left out of the answer. */
export type ContactLookup = (ids: readonly string[]) => Promise<ReadonlyMap<string, Contact>>;

/** Addresses never to send to, however they are written. */
export interface SuppressionList {
  has(address: string): boolean;
}

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
  suppression: SuppressionList;
  gate: SendGatePlan;
  /** True for a person who is held out of every campaign to measure its effect. */
  holdout: (id: string) => boolean;
  ledger: Ledger;
  deferred: DeferredQueue;
  channel: Channel<EmailMessage>;
  clock: () => Date;
  /** `plan.approval`, and the approval if there is one. */
  approval: { required: boolean; volumeLimit: number; given?: Approval };
  template: MessageTemplate;
  unsubscribe: { key: UnsubscribeKey; list: string };
  /** Zones to ask where a person's own is unknown. */
  zonesIfUnknown?: readonly string[];
  /** Decide and count; write and send nothing. */
  dryRun?: boolean;
  /** A file whose presence stops the campaign before its next batch. */
  stopFile?: string;
  /** After each batch, with how many of the audience have been seen. */
  onProgress?: (seen: number, audience: number) => void;
}

export interface HeldBack {
  consent: number;
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
  /** The channel refused it; not sent, and tried again if the campaign runs again. */
  failed: number;
  /** A crash hid the outcome; never repeated. */
  unknown: number;
  /** Passed the gate and not sent: waiting for approval, a dry run, or stopped. */
  ready: number;
  heldBack: HeldBack;
}
