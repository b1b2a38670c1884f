import type { AppendLog } from '@parley/files';
import { openRecordLog } from './record-log';

type Change<T> = { put: T[] } | { done: string[] };

/**
 * Values by key, in a file of changes that only grows and in memory. What `put` and `remove` have returned from is on disk;
 * workers in one process may call at once, another process may not. `wins` says which of two values of a key stays.
 */
export class KeyedLog<T> {
  private readonly values = new Map<string, T>();
  private turn: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly log: AppendLog,
    private readonly keyOf: (value: T) => string,
    private readonly wins: (next: T, before: T) => boolean,
  ) {}

  static async open<T>(path: string, keyOf: (value: T) => string, wins: (next: T, before: T) => boolean): Promise<KeyedLog<T>> {
    const { log, records } = await openRecordLog<Change<T>>(path);
    const keyed = new KeyedLog(log, keyOf, wins);
    for (const record of records) keyed.apply(record);
    return keyed;
  }

  get(key: string): T | undefined {
    return this.values.get(key);
  }

  /** In the order they came. */
  all(): T[] {
    return [...this.values.values()];
  }

  /** Writes those that win over what is there. */
  put(values: readonly T[]): Promise<void> {
    return this.inTurn(async () => {
      const changed = values.filter((value) => this.isNews(value));
      if (changed.length > 0) await this.write({ put: changed });
    });
  }

  remove(keys: readonly string[]): Promise<void> {
    return this.inTurn(async () => {
      const known = keys.filter((key) => this.values.has(key));
      if (known.length > 0) await this.write({ done: known });
    });
  }

  async close(): Promise<void> {
    await this.turn;
    await this.log.close();
  }

  private isNews(value: T): boolean {
    const before = this.values.get(this.keyOf(value));
    return before === undefined || this.wins(value, before);
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    const mine = this.turn.then(work);
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  private async write(change: Change<T>): Promise<void> {
    await this.log.append(JSON.stringify(change));
    this.apply(change);
  }

  private apply(change: Change<T>): void {
    if ('done' in change) for (const key of change.done) this.values.delete(key);
    else for (const value of change.put) if (this.isNews(value)) this.values.set(this.keyOf(value), value);
  }
}
