import { type AppendLog, type ProcessLock, takeLock } from '@parley/files';
import type { Channel, EmailMessage, SendResult } from './channel';
import { activationErrors } from './errors';
import { idempotencyKey, type MessageIdentity } from './idempotency-key';
import { openRecordLog } from './record-log';

/** `released`: certainly not sent, so it may be reserved again. */
type Settled = 'sent' | 'failed' | 'unknown' | 'released';
type LedgerRecord = { reserve: MessageIdentity[]; at: string } | { settle: [key: string, outcome: Settled][] };
interface Entry {
  identity: MessageIdentity;
  at: number;
  state: 'pending' | Settled;
}

/**
 * The memory of what was sent: an append-only file, one process at a time. A message is reserved on disk before it is sent
 * and settled after, so that a crash leaves it pending and never forgotten. The whole history is held in memory.
 */
export class Ledger {
  private readonly entries = new Map<string, Entry>();
  private readonly byRecipient = new Map<string, Set<Entry>>();

  private constructor(
    private readonly log: AppendLog,
    private readonly lock: ProcessLock,
  ) {}

  /** Opens or makes the ledger at `path`. Throws ACTIVATION_LEDGER_BUSY where another process has it. */
  static async open(path: string): Promise<Ledger> {
    const lock = await takeLock(`${path}.lock.duckdb`, (holder, cause) => activationErrors.ledgerBusy(path, holder, cause));
    try {
      const { log, records } = await openRecordLog<LedgerRecord>(path);
      const ledger = new Ledger(log, lock);
      for (const record of records) ledger.apply(record);
      return ledger;
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  /** Where a message stands; undefined if it may be reserved. */
  stateOf(key: string): 'pending' | 'sent' | 'unknown' | undefined {
    const state = this.entries.get(key)?.state;
    return state === 'failed' || state === 'released' ? undefined : state;
  }

  /** Messages of every campaign and channel, but for this one, that reached or may have reached its person after `since`. */
  othersSince(message: MessageIdentity, since: Date): number {
    const own = this.entries.get(idempotencyKey(message));
    const entries = [...(this.byRecipient.get(message.recipient) ?? [])];
    return entries.filter((entry) => entry !== own && countsForCap(entry.state) && entry.at > since.getTime()).length;
  }

  /** Writes that these are about to be sent. Throws, and writes nothing, if one of them already is reserved or sent. */
  async reserve(messages: readonly MessageIdentity[], at: Date): Promise<void> {
    const keys = messages.map(idempotencyKey);
    const taken = keys.find((key, index) => this.stateOf(key) !== undefined || keys.indexOf(key) !== index);
    if (taken !== undefined) throw activationErrors.reservedTwice(taken);
    await this.write({ reserve: messages.map(onlyIdentity), at: at.toISOString() });
  }

  /** Writes how each came out. */
  async settle(results: readonly Pick<SendResult, 'key' | 'outcome'>[]): Promise<void> {
    await this.write({ settle: results.map(({ key, outcome }) => [key, outcome === 'throttled' ? 'released' : outcome]) });
  }

  /** Settles what an earlier process left pending on this channel: by asking the channel, else as unknown. */
  async resolvePending(channel: Pick<Channel<EmailMessage>, 'lookup'> & { name: string }): Promise<void> {
    const keys = [...this.entries].filter(([, { state, identity }]) => state === 'pending' && identity.channel === channel.name).map(([key]) => key);
    if (keys.length === 0) return;
    const found = (await channel.lookup?.(keys)) ?? new Map<string, 'sent' | 'not-sent'>();
    await this.write({ settle: keys.map((key) => [key, asSettled(found.get(key))]) });
  }

  async close(): Promise<void> {
    await this.log.close();
    this.lock.release();
  }

  private async write(record: LedgerRecord): Promise<void> {
    await this.log.append(JSON.stringify(record));
    this.apply(record);
  }

  private apply(record: LedgerRecord): void {
    if ('reserve' in record) {
      const at = Date.parse(record.at);
      for (const identity of record.reserve) this.put({ identity, at, state: 'pending' });
    } else {
      for (const [key, outcome] of record.settle) {
        const entry = this.entries.get(key);
        if (entry) entry.state = outcome;
      }
    }
  }

  private put(entry: Entry): void {
    const key = idempotencyKey(entry.identity);
    const { recipient } = entry.identity;
    const ofRecipient = this.byRecipient.get(recipient) ?? new Set();
    const before = this.entries.get(key);
    if (before) ofRecipient.delete(before);
    this.entries.set(key, entry);
    this.byRecipient.set(recipient, ofRecipient.add(entry));
  }
}

function countsForCap(state: Entry['state']): boolean {
  return state === 'sent' || state === 'unknown' || state === 'pending';
}

function asSettled(found: 'sent' | 'not-sent' | undefined): Settled {
  return found === 'sent' ? 'sent' : found === 'not-sent' ? 'released' : 'unknown';
}

function onlyIdentity({ campaign, runId, recipient, channel }: MessageIdentity): MessageIdentity {
  return { campaign, runId, recipient, channel };
}
