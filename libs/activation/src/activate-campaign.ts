import { existsSync } from 'node:fs';
import type { Activation, AudienceMember, CampaignResult, Contact, HeldBack } from './campaign';
import type { EmailMessage, SendResult } from './channel';
import type { DeferredMessage } from './ports/deferred-queue';
import { activationErrors } from './errors';
import { idempotencyKey, type MessageIdentity } from './idempotency-key';
import { type Quietness, quietness } from './quiet-hours';
import { decide, type GateContext } from './send-gate';
import { makeUnsubscribeToken, unsubscribeUrl } from './unsubscribe';
import { checkVolume } from './volume-limit';

/** SES takes at most 50 messages a call. */
export const BATCH_SIZE = 50;

type Mode = 'send' | 'awaiting-approval' | 'dry-run' | 'stopped';

/** A message that passed the gate and is not sent yet. */
interface Passed {
  identity: MessageIdentity;
  key: string;
  contact: Contact;
}

/**
 * Brings an audience through the send gate to a channel, in batches. Without a needed approval, or in a dry run, it decides
 * and counts just the same and sends nothing. Run again with the same run id it goes on where it was: nobody gets a
 * message twice, and the counts are those of an unbroken run.
 *
 * Throws ACTIVATION_VOLUME_LIMIT (refused) before anything is sent, and ACTIVATION_CHANNEL_BROKE after writing down
 * what is known of the batch at hand.
 */
export async function activateCampaign(activation: Activation): Promise<CampaignResult> {
  const { audience, approval, campaign } = activation;
  checkVolume(campaign.name, audience.length, approval.volumeLimit);
  return new CampaignRun(activation).run();
}

class CampaignRun {
  private mode: Mode;
  private readonly approved: boolean;
  private readonly counts = { sent: 0, failed: 0, unknown: 0, ready: 0 };
  private readonly heldBack: HeldBack = { consent: 0, suppression: 0, quietHours: 0, cap: 0, holdout: 0, duplicate: 0 };
  private readonly takenKeys = new Set<string>();
  private readonly takenMailboxes = new Set<string>();

  constructor(private readonly on: Activation) {
    this.approved = !on.approval.required || on.approval.given !== undefined;
    this.mode = on.dryRun ? 'dry-run' : this.approved ? 'send' : 'awaiting-approval';
  }

  async run(): Promise<CampaignResult> {
    const { audience, onProgress } = this.on;
    if (this.mode === 'send') await this.on.ledger.resolvePending(this.on.channel);
    for (let start = 0; start < audience.length; start += BATCH_SIZE) {
      if (this.mode === 'send' && this.on.stopFile !== undefined && existsSync(this.on.stopFile)) this.mode = 'stopped';
      await this.batch(audience.slice(start, start + BATCH_SIZE));
      onProgress?.(Math.min(start + BATCH_SIZE, audience.length), audience.length);
    }
    return this.result();
  }

  private async batch(members: readonly AudienceMember[]): Promise<void> {
    const now = this.on.clock();
    const contacts = await this.on.contacts(members.map(({ id }) => id));
    const gate = this.gateAt(now);
    const passed: Passed[] = [];
    const deferred: DeferredMessage[] = [];
    for (const { id } of members) {
      const identity = this.identityOf(id);
      const key = idempotencyKey(identity);
      const contact = contacts.get(id);
      if (this.countEarlier(key, contact)) continue;
      const decision = decide({ id, contact }, gate);
      if (decision.action === 'send' && contact) {
        this.take(key, contact);
        passed.push({ identity, key, contact });
      } else if (decision.action === 'defer') {
        this.heldBack.quietHours += 1;
        deferred.push({ ...identity, notBefore: decision.notBefore?.toISOString() ?? null });
      } else if (decision.action === 'hold') {
        this.heldBack[decision.reason] += 1;
      }
    }
    if (this.mode !== 'send') {
      this.counts.ready += passed.length;
      return;
    }
    await this.on.deferred.defer(deferred);
    await this.send(passed, now);
    const waiting = new Set(deferred.map(({ recipient }) => recipient));
    await this.on.deferred.done(members.filter(({ id }) => !waiting.has(id)).map(({ id }) => idempotencyKey(this.identityOf(id))));
  }

  /** Whole batches share an instant, and thousands of people a zone: each zone is asked once. */
  private gateAt(now: Date): GateContext {
    const { gate, holdout, ledger, suppression, zonesIfUnknown } = this.on;
    const byZone = new Map<string | undefined, Quietness>();
    return {
      now,
      cap: gate.cap,
      suppression,
      holdout,
      quietness: (zone) => {
        const quiet = byZone.get(zone) ?? quietness(now, gate.quietHours, zone, zonesIfUnknown);
        byZone.set(zone, quiet);
        return quiet;
      },
      messagesSince: (id, since) => ledger.othersSince(this.identityOf(id), since),
      alreadyTaken: ({ id, contact }) => this.isTaken(idempotencyKey(this.identityOf(id)), contact),
    };
  }

  /** A message that this run sent before a crash, or may have sent, is counted as it came out and not decided again. */
  private countEarlier(key: string, contact: Contact | undefined): boolean {
    const state = this.on.ledger.stateOf(key);
    if (state === undefined || state === 'pending' || this.takenKeys.has(key)) return false;
    this.counts[state] += 1;
    this.takenKeys.add(key);
    if (contact) this.takenMailboxes.add(mailboxKey(contact));
    return true;
  }

  private async send(passed: readonly Passed[], now: Date): Promise<void> {
    if (passed.length === 0) return;
    const messages = passed.map((one) => this.compose(one, now));
    await this.on.ledger.reserve(passed.map(({ identity }) => identity), now);
    let answers: SendResult[];
    try {
      answers = await this.on.channel.send(messages);
    } catch (cause) {
      await this.settleAfterBreak();
      throw activationErrors.channelBroke(this.on.campaign.name, this.on.channel.name, cause);
    }
    const outcomes = new Map(answers.map(({ key, outcome }) => [key, outcome]));
    const results = passed.map(({ key }) => ({ key, outcome: outcomes.get(key) ?? ('unknown' as const) }));
    await this.on.ledger.settle(results);
    for (const { outcome } of results) this.counts[outcome === 'throttled' ? 'failed' : outcome] += 1;
  }

  /** A channel too broken to be asked leaves the batch pending on disk; the next run asks it again. */
  private async settleAfterBreak(): Promise<void> {
    await this.on.ledger.resolvePending(this.on.channel).catch(() => undefined);
  }

  private compose({ identity, key, contact }: Passed, now: Date): EmailMessage {
    const { campaign, unsubscribe, template } = this.on;
    const token = makeUnsubscribeToken(unsubscribe.key, identity.recipient, campaign.name, unsubscribe.list);
    const url = unsubscribeUrl(campaign.unsubscribeUrl, token);
    const { subject, html, text } = template.render({ ...contact.fields, unsubscribeUrl: url });
    return { channel: 'email', key, recipient: identity.recipient, campaign: campaign.name, runId: this.on.runId, to: contact.address, from: campaign.from, subject, html, text, unsubscribeUrl: url, at: now };
  }

  private identityOf(recipient: string): MessageIdentity {
    return { campaign: this.on.campaign.name, runId: this.on.runId, recipient, channel: this.on.channel.name };
  }

  private isTaken(key: string, contact: Contact | undefined): boolean {
    return this.takenKeys.has(key) || (contact !== undefined && this.takenMailboxes.has(mailboxKey(contact)));
  }

  private take(key: string, contact: Contact): void {
    this.takenKeys.add(key);
    this.takenMailboxes.add(mailboxKey(contact));
  }

  private result(): CampaignResult {
    const { campaign, channel, audience } = this.on;
    return {
      campaign: campaign.name,
      segment: campaign.segment,
      channel: channel.name,
      status: this.mode === 'send' ? 'done' : this.mode,
      approved: this.approved,
      audience: audience.length,
      ...this.counts,
      heldBack: this.heldBack,
    };
  }
}

function mailboxKey({ address }: Contact): string {
  return address.trim().toLowerCase();
}
