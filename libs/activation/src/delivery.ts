import { capsOf } from '@parley/owner-plan';
import type { Activation } from './campaign';
import type { OutgoingMessage, SendResult } from './channel';
import type { Contact } from './contact';
import { activationErrors } from './errors';
import { idempotencyKey, type MessageIdentity } from './idempotency-key';
import type { DeadLetter } from './ports/dead-letters';
import { Sender } from './sender';

/** Longer than any worker can live: a Lambda function ends after 15 minutes. */
export const LEASE_MS = 16 * 60_000;
const POLL_MS = 1000;

/** A message that passed the gate and is not sent yet. */
export interface Passed {
  identity: MessageIdentity;
  key: string;
  contact: Contact;
}

/** How a batch came out. */
export interface Delivered {
  sent: number;
  failed: number;
  unknown: number;
  /** Another campaign filled the person's cap meanwhile. */
  cap: number;
  /** Keys that need no further try. */
  dealtWith: string[];
}

/** Reserves, sends and settles what passed the gate, and learns what became of what others have in hand. */
export class Delivery {
  private readonly sender: Sender;
  private readonly elsewhere = new Map<string, MessageIdentity>();

  constructor(private readonly on: Activation) {
    this.sender = new Sender(on.channel, on.timer);
  }

  /** Settles what a dead worker left pending on this channel: by asking the channel, else as unknown. */
  async settleAbandoned(): Promise<void> {
    const { ledger, channel, clock } = this.on;
    await this.settleByAsking((await ledger.abandoned(channel.name, clock())).map(idempotencyKey));
  }

  /** Sends what can be reserved. Throws ACTIVATION_CHANNEL_BROKE after settling what can be known. */
  async deliver(passed: readonly Passed[], now: Date): Promise<Delivered> {
    const delivered: Delivered = { sent: 0, failed: 0, unknown: 0, cap: 0, dealtWith: [] };
    if (passed.length === 0) return delivered;
    const { ready, unfit } = this.compose(passed, now);
    const letters = unfit.map(({ identity, reason }) => this.letter(identity, reason, now));
    const reserved = await this.reserve(ready, now);
    delivered.cap = reserved.cap.length;
    delivered.dealtWith.push(...reserved.cap);
    delivered.failed = unfit.length;
    const results = await this.send(reserved.granted);
    for (const { key, outcome, detail, invalidAddress } of results) {
      delivered[outcome === 'throttled' ? 'failed' : outcome] += 1;
      const identity = ready.find((one) => one.message.key === key)?.identity;
      const tryAgain = (outcome === 'failed' && !invalidAddress) || outcome === 'throttled';
      if (tryAgain && identity) letters.push(this.letter(identity, detail ?? outcome, now));
      else delivered.dealtWith.push(key);
    }
    if (letters.length > 0) await this.on.deadLetters.add(letters);
    return delivered;
  }

  /** Another worker has this message in hand: its outcome is asked for at the end. */
  awaitElsewhere(identity: MessageIdentity): void {
    this.elsewhere.set(idempotencyKey(identity), identity);
  }

  /** How messages came out that other workers had in hand; waits for them, at most until their leases are over. */
  async outcomesElsewhere(): Promise<('sent' | 'failed' | 'unknown')[]> {
    const outcomes: ('sent' | 'failed' | 'unknown')[] = [];
    const { ledger, timer } = this.on;
    for (const start = timer.now(); this.elsewhere.size > 0; await timer.sleep(POLL_MS)) {
      const standings = await ledger.read([...this.elsewhere.values()], new Date(0));
      for (const key of this.elsewhere.keys()) {
        const state = standings.get(key)?.state;
        if (state === 'pending' && timer.now() - start < LEASE_MS) continue;
        outcomes.push(state === undefined ? 'failed' : state === 'pending' ? 'unknown' : state);
        this.elsewhere.delete(key);
      }
      if (this.elsewhere.size === 0) break;
      await this.settleAbandoned();
    }
    return outcomes;
  }

  private compose(passed: readonly Passed[], at: Date): { ready: { identity: MessageIdentity; message: OutgoingMessage }[]; unfit: { identity: MessageIdentity; reason: string }[] } {
    const composed = passed.map(({ identity, key, contact }) => {
      const { campaign, runId, recipient } = identity;
      return { identity, ...this.on.composer.compose({ key, recipient, campaign, runId, at }, contact) };
    });
    return {
      ready: composed.flatMap((one) => ('message' in one ? [{ identity: one.identity, message: one.message }] : [])),
      unfit: composed.flatMap((one) => ('unfit' in one ? [{ identity: one.identity, reason: one.unfit }] : [])),
    };
  }

  private async reserve(ready: readonly { identity: MessageIdentity; message: OutgoingMessage }[], at: Date): Promise<{ granted: OutgoingMessage[]; cap: string[] }> {
    const { ledger, gate, worker, clock } = this.on;
    const leaseUntil = new Date(Math.max(at.getTime(), clock().getTime()) + LEASE_MS);
    const grants = await ledger.reserve(ready.map(({ identity }) => identity), { at, caps: capsOf(gate), worker, leaseUntil });
    for (const { identity, message } of ready) if (grants.get(message.key) === 'taken') this.awaitElsewhere(identity);
    return {
      granted: ready.flatMap(({ message }) => (grants.get(message.key) === 'granted' ? [message] : [])),
      cap: ready.flatMap(({ message }) => (grants.get(message.key) === 'cap' ? [message.key] : [])),
    };
  }

  private async send(messages: readonly OutgoingMessage[]): Promise<SendResult[]> {
    const { channel, ledger, campaign, timer } = this.on;
    const results: SendResult[] = [];
    const reservedAt = timer.now();
    // A try that began after half the lease could outlast it, and be taken for dead.
    const mayTryAgain = (): boolean => timer.now() - reservedAt < LEASE_MS / 2;
    for (let start = 0; start < messages.length; start += channel.batchSize) {
      const batch = messages.slice(start, start + channel.batchSize);
      const settled = new Map<string, SendResult>();
      try {
        await this.sender.send(batch, settled, mayTryAgain);
      } catch (cause) {
        await this.settleAfterBreak(messages.slice(start), settled).catch(() => undefined); // left pending, then: the next run settles it
        throw activationErrors.channelBroke(campaign.name, channel.name, cause);
      }
      await ledger.settle([...settled.values()].map(settlement));
      results.push(...settled.values());
    }
    return results;
  }

  /** What the broken try had in hand is asked for; what came later was never tried. */
  private async settleAfterBreak(rest: readonly OutgoingMessage[], settled: ReadonlyMap<string, SendResult>): Promise<void> {
    const tried = rest.slice(0, this.on.channel.batchSize).map(({ key }) => key);
    const untried = rest.slice(this.on.channel.batchSize).map(({ key }) => ({ key, outcome: 'throttled' as const }));
    await this.on.ledger.settle([...[...settled.values()].map(settlement), ...untried]);
    await this.settleByAsking(tried.filter((key) => !settled.has(key)));
  }

  private async settleByAsking(keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return;
    const found = (await this.on.channel.lookup?.(keys)) ?? new Map<string, 'sent' | 'not-sent'>();
    const outcomes = { sent: 'sent', 'not-sent': 'throttled', open: 'unknown' } as const;
    await this.on.ledger.settle(keys.map((key) => ({ key, outcome: outcomes[found.get(key) ?? 'open'] })));
  }

  private letter({ campaign, runId, recipient, channel }: MessageIdentity, reason: string, at: Date): DeadLetter {
    return { campaign, runId, recipient, channel, at: at.toISOString(), reason };
  }
}

function settlement({ key, outcome, providerId }: SendResult): { key: string; outcome: SendResult['outcome']; providerId?: string } {
  return providerId === undefined ? { key, outcome } : { key, outcome, providerId };
}
