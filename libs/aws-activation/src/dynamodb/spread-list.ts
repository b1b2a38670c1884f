import { idempotencyKey, messageHash, type MessageIdentity } from '@parley/activation';
import type { Item, ItemKey, ItemTable } from './item-table';

/** Partitions that a list of messages is spread over: a partition takes 1,000 writes a second. */
const PARTITIONS = [...'0123456789abcdef'];

/** A list of messages in a table, one item each, by the hash of its idempotency key. */
export class SpreadList {
  constructor(
    private readonly table: ItemTable,
    private readonly name: string,
  ) {}

  async put(messages: readonly (MessageIdentity & Record<string, unknown>)[]): Promise<void> {
    await this.table.put(messages.map((message): Item => ({ ...message, ...this.keyOf(idempotencyKey(message)) })));
  }

  async delete(keys: readonly string[]): Promise<void> {
    await this.table.delete(keys.map((key) => this.keyOf(key)));
  }

  /** All of it; partitions are read at once. */
  async all(): Promise<Item[]> {
    const parts = await Promise.all(PARTITIONS.map((partition) => this.table.partition(`${this.name}#${partition}`)));
    return parts.flat();
  }

  private keyOf(key: string): ItemKey {
    const hash = messageHash(key);
    return { pk: `${this.name}#${hash.slice(0, 1)}`, sk: hash };
  }
}
