import type { ChannelName } from './channel';
import { KeyedLog } from './keyed-log';
import type { ConsentRecord, ConsentStore } from './ports/consent-store';

/** `consents.jsonl`: the consent store of a laptop. Used under the ledger's lock. */
export class ConsentFile implements ConsentStore {
  private constructor(private readonly log: KeyedLog<ConsentRecord>) {}

  static async open(path: string): Promise<ConsentFile> {
    return new ConsentFile(await KeyedLog.open(path, keyOf, consentOverrides));
  }

  read(recipients: readonly string[], purpose: string, channel: ChannelName): Promise<ReadonlyMap<string, ConsentRecord>> {
    const found = recipients.flatMap((recipient) => {
      const record = this.log.get(keyOf({ recipient, purpose, channel }));
      return record ? [[recipient, record] as const] : [];
    });
    return Promise.resolve(new Map(found));
  }

  record(records: readonly ConsentRecord[]): Promise<void> {
    return this.log.put(records);
  }

  close(): Promise<void> {
    return this.log.close();
  }
}

/** The later word; of two of one instant, the refusal. */
export function consentOverrides(next: ConsentRecord, before: ConsentRecord): boolean {
  const [later, earlier] = [Date.parse(next.at), Date.parse(before.at)];
  return later > earlier || (later === earlier && before.granted && !next.granted);
}

function keyOf({ recipient, purpose, channel }: Pick<ConsentRecord, 'recipient' | 'purpose' | 'channel'>): string {
  return JSON.stringify([recipient, purpose, channel]);
}
