import type { DeferredMessage, DeferredQueue } from '@parley/activation';
import type { ItemTable } from './item-table';
import { SpreadList } from './spread-list';

/** Messages that wait for a better hour. `due` reads all that wait: it is asked a few times an hour, not for each message. */
export class DynamoDeferredQueue implements DeferredQueue {
  private readonly list: SpreadList;

  constructor(table: ItemTable) {
    this.list = new SpreadList(table, 'deferred');
  }

  async defer(messages: readonly DeferredMessage[]): Promise<void> {
    await this.list.put(messages.map(({ campaign, runId, recipient, channel, notBefore }) => ({ campaign, runId, recipient, channel, notBefore })));
  }

  async due(now: Date): Promise<readonly DeferredMessage[]> {
    const waiting = (await this.list.all()) as unknown as DeferredMessage[];
    const due = waiting.filter(({ notBefore }) => notBefore === null || Date.parse(notBefore) <= now.getTime());
    const messages = due.map(({ campaign, runId, recipient, channel, notBefore }) => ({ campaign, runId, recipient, channel, notBefore }));
    return messages.sort((a, b) => hour(a) - hour(b));
  }

  async done(keys: readonly string[]): Promise<void> {
    await this.list.delete(keys);
  }
}

/** Those who wait for a zone come last. */
function hour({ notBefore }: DeferredMessage): number {
  return notBefore === null ? Number.MAX_SAFE_INTEGER : Date.parse(notBefore);
}
