import type { AppendLog } from '@parley/files';

interface Entry {
  line: string;
  undo: () => void;
  resolve: () => void;
  reject: (cause: unknown) => void;
}

/**
 * Writes changes to the log in the order they happened, as many at a time as have come together: a sync of the disk serves
 * them all. If a write fails, its changes and all made since on top of them are undone, newest first.
 */
export class ChangeLog {
  readonly #log: Pick<AppendLog, 'append' | 'close'> | undefined;
  #waiting: Entry[] = [];
  #writing: Promise<void> | undefined;
  #last: Promise<void> = Promise.resolve();
  #losses = 0;

  /** Without a log, changes are in memory only. */
  constructor(log?: Pick<AppendLog, 'append' | 'close'>) {
    this.#log = log;
  }

  /** Resolves when the line is on disk; rejects, after `undo`, when it can't be. */
  add(line: string, undo: () => void): Promise<void> {
    if (!this.#log) return this.#last;
    const written = new Promise<void>((resolve, reject) => {
      this.#waiting.push({ line, undo, resolve, reject });
    });
    this.#last = written;
    written.catch(() => undefined); // whoever made the change hears of it; nobody else need
    this.#writing ??= this.#writeAll(this.#log);
    return written;
  }

  /** How often changes were undone: who read before and answers after may tell of what is no more. */
  get losses(): number {
    return this.#losses;
  }

  /** Resolves when everything added so far is on disk; rejects when some of it can't be. */
  settled(): Promise<void> {
    return this.#writing ? this.#last : Promise.resolve();
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#log?.close();
  }

  async #writeAll(log: Pick<AppendLog, 'append'>): Promise<void> {
    await undefined; // what comes in the same turn goes into the same write
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        await log.append(...batch.map(({ line }) => line));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        const lost = [...batch, ...this.#waiting];
        this.#waiting = [];
        this.#losses += 1;
        for (const { undo } of lost.toReversed()) undo();
        for (const { reject } of lost) reject(error);
      }
    }
    this.#writing = undefined;
  }
}
