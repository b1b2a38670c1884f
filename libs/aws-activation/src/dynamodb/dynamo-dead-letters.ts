import type { DeadLetter, DeadLetters } from '@parley/activation';
import type { ItemTable } from './item-table';
import { SpreadList } from './spread-list';

/** Messages that could not be sent, in the table of deferred messages. */
export class DynamoDeadLetters implements DeadLetters {
  private readonly list: SpreadList;

  constructor(table: ItemTable) {
    this.list = new SpreadList(table, 'dead-letter');
  }

  async add(letters: readonly DeadLetter[]): Promise<void> {
    await this.list.put(letters.map(({ campaign, runId, recipient, channel, at, reason }) => ({ campaign, runId, recipient, channel, at, reason })));
  }

  async all(): Promise<readonly DeadLetter[]> {
    const letters = (await this.list.all()) as unknown as DeadLetter[];
    const clean = letters.map(({ campaign, runId, recipient, channel, at, reason }) => ({ campaign, runId, recipient, channel, at, reason }));
    return clean.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  }

  async done(keys: readonly string[]): Promise<void> {
    await this.list.delete(keys);
  }
}
