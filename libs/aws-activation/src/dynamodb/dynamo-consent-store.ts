import type { ChannelName, ConsentRecord, ConsentStore } from '@parley/activation';
import { batches } from '../batches';
import type { ItemKey, ItemTable } from './item-table';
import { putIf } from './put-if';

const AT_ONCE = 25;

/** Consents, one item for each person, purpose and channel: the record that counts. */
export class DynamoConsentStore implements ConsentStore {
  constructor(private readonly table: ItemTable) {}

  async read(recipients: readonly string[], purpose: string, channel: ChannelName): Promise<ReadonlyMap<string, ConsentRecord>> {
    const items = await this.table.get(recipients.map((recipient) => keyOf(recipient, purpose, channel)));
    return new Map(
      recipients.flatMap((recipient) => {
        const item = items.get(keyOf(recipient, purpose, channel).pk);
        return item ? [[recipient, item.record as ConsentRecord] as const] : [];
      }),
    );
  }

  async record(records: readonly ConsentRecord[]): Promise<void> {
    for (const part of batches(records, AT_ONCE)) await Promise.all(part.map((record) => this.one(record)));
  }

  private async one(record: ConsentRecord): Promise<void> {
    const { recipient, purpose, channel, granted, at, source, expires } = record;
    const given = Date.parse(at);
    // `expires` at the item's top would be DynamoDB's time to live: a refusal must not vanish, so it stays within the record.
    const kept = { recipient, purpose, channel, granted, at, source, ...(expires === undefined ? {} : { expires }) };
    const item = { ...keyOf(recipient, purpose, channel), given, granted, record: kept };
    const wins = granted ? 'given < :given' : 'given < :given OR (given = :given AND granted = :yes)';
    await putIf(this.table, item, `attribute_not_exists(pk) OR ${wins}`, { ':given': given, ...(granted ? {} : { ':yes': true }) });
  }
}

function keyOf(recipient: string, purpose: string, channel: ChannelName): ItemKey {
  return { pk: `consent#${[purpose, channel, recipient].map(encodeURIComponent).join('|')}`, sk: 'consent' };
}
