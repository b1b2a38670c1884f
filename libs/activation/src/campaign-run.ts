import { capsOf } from '@parley/owner-plan';
import type { Activation, AudienceMember, CampaignResult, HeldBack } from './campaign';
import { type Candidate, readBatch } from './decide-batch';
import { Delivery, type Passed } from './delivery';
import { QuietMinute } from './quiet-minute';
import type { DeferredMessage } from './ports/deferred-queue';
import { decide, type GateContext } from './send-gate';
import { SteadyClock } from './steady-clock';

/** People that are decided at once, and reserved at once. */
export const GATE_BATCH = 50;

type Mode = 'send' | 'awaiting-approval' | 'dry-run' | 'stopped';

/** One run of one campaign over one audience, or a part of one. */
export class CampaignRun {
  private mode: Mode;
  private readonly approved: boolean;
  private readonly counts = { sent: 0, failed: 0, unknown: 0, ready: 0 };
  private readonly heldBack: HeldBack = { consent: 0, noAddress: 0, suppression: 0, quietHours: 0, cap: 0, holdout: 0, duplicate: 0 };
  private readonly takenIds = new Set<string>();
  private readonly takenAddresses = new Set<string>();
  private readonly delivery: Delivery;
  private readonly quiet: QuietMinute;

  constructor(private readonly on: Activation) {
    this.approved = !on.approval.required || on.approval.given !== undefined;
    this.mode = on.dryRun ? 'dry-run' : this.approved ? 'send' : 'awaiting-approval';
    this.delivery = new Delivery(on);
    this.quiet = new QuietMinute(on.gate.quietHours, on.zonesIfUnknown);
  }

  async run(): Promise<CampaignResult> {
    const { audience, campaign, ledger, onProgress, stop } = this.on;
    const clock = new SteadyClock(this.on.clock, await ledger.latest());
    if (this.mode === 'send') await this.delivery.settleAbandoned();
    for (let start = 0; start < audience.length; start += GATE_BATCH) {
      if (this.mode === 'send' && (await stop.isStopped(campaign.name))) this.mode = 'stopped';
      await this.batch(audience.slice(start, start + GATE_BATCH), clock.now());
      onProgress?.(Math.min(start + GATE_BATCH, audience.length), audience.length);
    }
    for (const state of await this.delivery.outcomesElsewhere()) this.counts[state] += 1;
    return this.result();
  }

  private async batch(members: readonly AudienceMember[], now: Date): Promise<void> {
    const gate = this.gateAt(now);
    const passed: Passed[] = [];
    const deferred: DeferredMessage[] = [];
    const decided: string[] = [];
    for (const candidate of await readBatch(members, now, this.on)) {
      if (this.countEarlier(candidate)) continue;
      const decision = decide(candidate, gate);
      if (decision.action === 'send' && candidate.contact) {
        this.take(candidate);
        passed.push({ identity: candidate.identity, key: candidate.key, contact: candidate.contact });
      } else if (decision.action === 'defer') {
        this.heldBack.quietHours += 1;
        deferred.push({ ...candidate.identity, notBefore: decision.notBefore?.toISOString() ?? null });
      } else if (decision.action === 'hold') {
        this.heldBack[decision.reason] += 1;
        if (decision.reason !== 'duplicate') decided.push(candidate.key);
      }
    }
    if (this.mode !== 'send') {
      this.counts.ready += passed.length;
      return;
    }
    await this.on.deferred.defer(deferred);
    const { sent, failed, unknown, cap, dealtWith } = await this.delivery.deliver(passed, now);
    this.counts.sent += sent;
    this.counts.failed += failed;
    this.counts.unknown += unknown;
    this.heldBack.cap += cap;
    if (this.on.replay) await this.forget([...decided, ...dealtWith], passed.map(({ key }) => key));
  }

  /** What is decided for good leaves the dead letters; what is no longer put off leaves the deferred queue. */
  private async forget(dealtWith: readonly string[], tried: readonly string[]): Promise<void> {
    await this.on.deferred.done([...new Set([...dealtWith, ...tried])]);
    await this.on.deadLetters.done(dealtWith);
  }

  private gateAt(now: Date): GateContext {
    return {
      now,
      caps: capsOf(this.on.gate),
      holdout: this.on.holdout,
      quietness: (zone) => this.quiet.at(now, zone),
      alreadyTaken: ({ id, address }) => this.takenIds.has(id) || (address !== undefined && this.takenAddresses.has(address)),
    };
  }

  /** A message that this run sent before a crash, or may have sent, is counted as it came out and not decided again. */
  private countEarlier(candidate: Candidate): boolean {
    const { state } = candidate;
    if (state === undefined || this.takenIds.has(candidate.id)) return false;
    if (state === 'pending') this.delivery.awaitElsewhere(candidate.identity);
    else this.counts[state] += 1;
    this.take(candidate);
    return true;
  }

  private take({ id, address }: Candidate): void {
    this.takenIds.add(id);
    if (address !== undefined) this.takenAddresses.add(address);
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
