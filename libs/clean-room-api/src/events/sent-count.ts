import { systemCode, writeFileAtomically } from '@parley/files';
import { readFile } from 'node:fs/promises';
import { sentUnreadable } from './errors';

/** How many events were taken by whoever they are sent to: in memory, and in a file where there is one. */
export class SentCount {
  readonly #file: string | undefined;
  #count: number;

  private constructor(count: number, file?: string) {
    this.#count = count;
    this.#file = file;
  }

  /** Throws EVENTS_SENT_UNREADABLE (input). */
  static async open(file?: string): Promise<SentCount> {
    if (file === undefined) return new SentCount(0);
    const text = await readFile(file, 'utf8').catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') return '0';
      throw error;
    });
    if (!/^\d+\s*$/.test(text)) throw sentUnreadable(file);
    return new SentCount(Number(text), file);
  }

  get value(): number {
    return this.#count;
  }

  /** One more. It counts in this process even if it can't be written: then a later process sends the event again. */
  async add(): Promise<void> {
    this.#count += 1;
    if (this.#file !== undefined) await writeFileAtomically(this.#file, `${this.#count}\n`);
  }
}
