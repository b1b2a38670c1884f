import { idempotencyKey } from './idempotency-key';
import { KeyedLog } from './keyed-log';
import type { DeadLetter, DeadLetters } from './ports/dead-letters';

/** `dead-letters.jsonl`: the dead letters of a laptop. Used under the ledger's lock. */
export class DeadLetterFile implements DeadLetters {
  private constructor(private readonly log: KeyedLog<DeadLetter>) {}

  static async open(path: string): Promise<DeadLetterFile> {
    return new DeadLetterFile(await KeyedLog.open<DeadLetter>(path, idempotencyKey, (next, before) => next.at !== before.at || next.reason !== before.reason));
  }

  add(letters: readonly DeadLetter[]): Promise<void> {
    return this.log.put(letters);
  }

  all(): Promise<readonly DeadLetter[]> {
    return Promise.resolve(this.log.all().sort((a, b) => Date.parse(a.at) - Date.parse(b.at)));
  }

  done(keys: readonly string[]): Promise<void> {
    return this.log.remove(keys);
  }

  close(): Promise<void> {
    return this.log.close();
  }
}
