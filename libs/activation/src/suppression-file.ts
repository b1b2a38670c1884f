import { KeyedLog } from './keyed-log';
import type { Suppression, SuppressionStore } from './ports/suppression-store';

/** `suppressions.jsonl`: the suppression store of a laptop. Used under the ledger's lock. */
export class SuppressionFile implements SuppressionStore {
  private constructor(private readonly log: KeyedLog<Suppression>) {}

  static async open(path: string): Promise<SuppressionFile> {
    return new SuppressionFile(await KeyedLog.open(path, ({ subject }) => subject, () => false));
  }

  suppressed(subjects: readonly string[]): Promise<ReadonlySet<string>> {
    return Promise.resolve(new Set(subjects.filter((subject) => this.log.get(subject) !== undefined)));
  }

  suppress(suppressions: readonly Suppression[]): Promise<void> {
    return this.log.put(suppressions);
  }

  close(): Promise<void> {
    return this.log.close();
  }
}
