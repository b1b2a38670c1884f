import { type AppendLog, type ProcessLock, takeLock } from '@parley/files';
import { capReached } from './caps';
import type { Outcome } from './channel';
import { activationErrors } from './errors';
import { idempotencyKey, type MessageIdentity } from './idempotency-key';
import type { Grant, ReserveTerms, SendLedger, Settlement, Standing } from './ports/send-ledger';
import { messageHash } from './message-hash';
import type { SentMessage, SentMessages } from './ports/sent-messages';
import { openRecordLog } from './record-log';

/** `released`: certainly not sent, so it may be reserved again. */
type Settled = Exclude<Outcome, 'throttled'> | 'released';
type LedgerRecord =
  | { reserve: MessageIdentity[]; at: string; worker: string; until: string }
  | { settle: [key: string, outcome: Settled, providerId?: string][] };
interface Entry {
  identity: MessageIdentity;
  at: number;
  state: 'pending' | Settled;
  /** End of the lease, or 0 for a process that is gone: its lock is ours now. */
  until: number;
}

/**
 * The send ledger of a laptop: an append-only file, one process at a time, any number of workers in it. What `reserve` and
 * `settle` have returned from is on disk. The whole history is held in memory.
 */
export class FileLedger implements SendLedger, SentMessages {
  private readonly entries = new Map<string, Entry>();
  private readonly byRecipient = new Map<string, Set<Entry>>();
  /** Keys by what feedback calls a message: the channel's id, and the hash of its key. */
  private readonly byReference = new Map<string, string>();
  private latestAt = Number.NEGATIVE_INFINITY;
  /** Writes wait for one another: a grant is decided and on disk before the next is decided. */
  private turn: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly log: AppendLog,
    private readonly lock: ProcessLock,
  ) {}

  /** Opens or makes the ledger at `path`. Throws ACTIVATION_LEDGER_BUSY where another process has it. */
  static async open(path: string): Promise<FileLedger> {
    const lock = await takeLock(`${path}.lock.duckdb`, (holder, cause) => activationErrors.ledgerBusy(path, holder, cause));
    try {
      const { log, records } = await openRecordLog<LedgerRecord>(path);
      const ledger = new FileLedger(log, lock);
      for (const record of records) ledger.apply(record);
      for (const entry of ledger.entries.values()) entry.until = 0;
      return ledger;
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  read(messages: readonly MessageIdentity[], since: Date): Promise<ReadonlyMap<string, Standing>> {
    return Promise.resolve(new Map(messages.map((message) => [idempotencyKey(message), this.standing(message, since.getTime())])));
  }

  reserve(messages: readonly MessageIdentity[], terms: ReserveTerms): Promise<ReadonlyMap<string, Grant>> {
    return this.inTurn(async () => {
      const grants = new Map<string, Grant>();
      const granted: MessageIdentity[] = [];
      const justGranted = new Map<string, number>();
      for (const message of messages) {
        const key = idempotencyKey(message);
        if (grants.get(key) === 'granted') continue;
        const grant = this.grant(message, terms, justGranted.get(message.recipient) ?? 0);
        grants.set(key, grant);
        if (grant !== 'granted') continue;
        granted.push(onlyIdentity(message));
        justGranted.set(message.recipient, (justGranted.get(message.recipient) ?? 0) + 1);
      }
      const { at, worker, leaseUntil } = terms;
      if (granted.length > 0) await this.write({ reserve: granted, at: at.toISOString(), worker, until: leaseUntil.toISOString() });
      return grants;
    });
  }

  settle(results: readonly Settlement[]): Promise<void> {
    return this.inTurn(async () => {
      const known = results.filter(({ key, outcome }) => maySettle(this.entries.get(key)?.state, outcome));
      if (known.length > 0) await this.write({ settle: known.map(settlement) });
    });
  }

  abandoned(channel: string, now: Date): Promise<readonly MessageIdentity[]> {
    const entries = [...this.entries.values()];
    const over = entries.filter(({ state, until, identity }) => state === 'pending' && identity.channel === channel && until < now.getTime());
    return Promise.resolve(over.map(({ identity }) => identity));
  }

  find(references: readonly string[]): Promise<ReadonlyMap<string, SentMessage>> {
    const found = references.flatMap((reference) => {
      const entry = this.entries.get(this.byReference.get(reference) ?? '');
      return entry ? [[reference, { ...entry.identity, at: new Date(entry.at).toISOString() }] as const] : [];
    });
    return Promise.resolve(new Map(found));
  }

  latest(): Promise<Date | undefined> {
    return Promise.resolve(Number.isFinite(this.latestAt) ? new Date(this.latestAt) : undefined);
  }

  async close(): Promise<void> {
    await this.turn.catch(() => undefined);
    await this.log.close();
    this.lock.release();
  }

  private grant(message: MessageIdentity, { at, caps }: ReserveTerms, justGranted: number): Grant {
    const { state, others } = this.standing(message, Number.NEGATIVE_INFINITY);
    if (state !== undefined) return 'taken';
    const now = at.getTime();
    return capReached([...others, ...Array.from({ length: justGranted }, () => now)], caps, at) ? 'cap' : 'granted';
  }

  private standing(message: MessageIdentity, since: number): Standing {
    const own = this.entries.get(idempotencyKey(message));
    const others = [...(this.byRecipient.get(message.recipient) ?? [])];
    return {
      ...(own && mayHaveReached(own.state) ? { state: own.state } : {}),
      others: others.filter((entry) => entry !== own && mayHaveReached(entry.state) && entry.at > since).map(({ at }) => at),
    };
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.turn.then(work, work);
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  private async write(record: LedgerRecord): Promise<void> {
    await this.log.append(JSON.stringify(record));
    this.apply(record);
  }

  private apply(record: LedgerRecord): void {
    if ('reserve' in record) {
      const at = Date.parse(record.at);
      this.latestAt = Math.max(this.latestAt, at);
      for (const identity of record.reserve) this.put({ identity, at, state: 'pending', until: Date.parse(record.until) });
    } else {
      for (const [key, outcome, providerId] of record.settle) {
        const entry = this.entries.get(key);
        if (entry) entry.state = outcome;
        if (providerId !== undefined) this.byReference.set(providerId, key);
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
    this.byReference.set(messageHash(key), key);
    this.byRecipient.set(recipient, ofRecipient.add(entry));
  }
}

function mayHaveReached(state: Entry['state']): state is 'pending' | 'sent' | 'unknown' {
  return state === 'sent' || state === 'unknown' || state === 'pending';
}

/** What is known to be sent stays so; an unknown outcome may still become known to be sent. */
function maySettle(state: Entry['state'] | undefined, outcome: Outcome): boolean {
  return state === 'pending' || (state === 'unknown' && outcome === 'sent');
}

function settlement({ key, outcome, providerId }: Settlement): [string, Settled, string?] {
  const settled = outcome === 'throttled' ? 'released' : outcome;
  return providerId === undefined ? [key, settled] : [key, settled, providerId];
}

function onlyIdentity({ campaign, runId, recipient, channel }: MessageIdentity): MessageIdentity {
  return { campaign, runId, recipient, channel };
}
