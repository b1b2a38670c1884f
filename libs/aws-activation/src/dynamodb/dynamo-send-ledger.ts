import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type Grant, idempotencyKey, type MessageIdentity, type ReserveTerms, type SendLedger, type SentMessage, type SentMessages, type Settlement, type Standing } from '@parley/activation';
import { randomUUID } from 'node:crypto';
import type { ItemKey, ItemTable } from './item-table';
import { CLOCK_KEY, hashOf, messageItem, messageKey, type MessageItem, type OpenItem, openItem, openPartition, type PersonItem, personKey, referenceKey } from './ledger-items';
import { Reservation } from './reservation';
import { settleIn } from './settling';

/** What this process reserved and has not settled. */
interface Held {
  item: MessageItem;
  open: ItemKey;
}

/**
 * The send ledger in a DynamoDB table, for any number of workers. Writes per message of an unbroken send: its item and its
 * person's in one transaction, its outcome in another, and one item by which the channel's id finds it; for each `reserve`
 * an item that says what is open, by which `abandoned` finds what a dead worker left.
 */
export class DynamoSendLedger implements SendLedger, SentMessages {
  private readonly held = new Map<string, Held>();
  private latestWritten = Number.NEGATIVE_INFINITY;

  constructor(private readonly table: ItemTable) {}

  async read(messages: readonly MessageIdentity[], since: Date): Promise<ReadonlyMap<string, Standing>> {
    const items = await this.table.get(messages.flatMap((message) => [messageKey(hashOf(message)), personKey(message.recipient)]));
    return new Map(
      messages.map((message) => {
        const hash = hashOf(message);
        const own = items.get(messageKey(hash).pk) as MessageItem | undefined;
        const { sends = {} } = (items.get(personKey(message.recipient).pk) ?? {}) as Partial<PersonItem>;
        const others = Object.entries(sends).flatMap(([other, at]) => (other !== hash && at > since.getTime() ? [at] : []));
        return [idempotencyKey(message), own ? { state: own.standing, others } : { others }];
      }),
    );
  }

  async reserve(messages: readonly MessageIdentity[], terms: ReserveTerms): Promise<ReadonlyMap<string, Grant>> {
    if (messages.length === 0) return new Map();
    await this.writeLatest(terms.at);
    const reservation = randomUUID();
    const channels = [...new Set(messages.map(({ channel }) => channel))];
    const open = channels.map((channel) => openItem(channel, messages.filter((message) => message.channel === channel), reservation, terms.leaseUntil));
    await this.table.put(open); // before any grant: what is pending can always be found
    const grants = await new Reservation(this.table, terms, reservation).grant(messages);
    for (const message of messages) {
      const key = idempotencyKey(message);
      const item = open.find(({ pk }) => pk === openPartition(message.channel));
      if (item && grants.get(key) === 'granted') this.held.set(key, { item: messageItem(message, { ...terms, reservation }), open: { pk: item.pk, sk: item.sk } });
    }
    await this.closeSettled(open);
    return grants;
  }

  async settle(results: readonly Settlement[]): Promise<void> {
    if (results.length === 0) return;
    await settleIn(this.table, results, (key) => this.held.get(key)?.item);
    const open = results.flatMap(({ key }) => this.held.get(key)?.open ?? []);
    for (const { key } of results) this.held.delete(key);
    await this.closeSettled(open);
  }

  async abandoned(channel: string, now: Date): Promise<readonly MessageIdentity[]> {
    const left: MessageIdentity[] = [];
    const closed: ItemKey[] = [];
    for (const one of await this.table.partition(openPartition(channel), now.toISOString())) {
      const { pk, sk, messages, reservation } = one as OpenItem;
      const items = await this.table.get(messages.map((message) => messageKey(hashOf(message))));
      const pending = messages.filter((message) => {
        const item = items.get(messageKey(hashOf(message)).pk) as MessageItem | undefined;
        return item?.standing === 'pending' && item.reservation === reservation;
      });
      left.push(...pending);
      if (pending.length === 0) closed.push({ pk, sk });
    }
    await this.table.delete(closed);
    return left;
  }

  async latest(): Promise<Date | undefined> {
    const clock = (await this.table.get([CLOCK_KEY])).get(CLOCK_KEY.pk);
    return clock ? new Date(Number(clock.at)) : undefined;
  }

  async find(references: readonly string[]): Promise<ReadonlyMap<string, SentMessage>> {
    const told = await this.table.get(references.map(referenceKey));
    const hashes = new Map(references.map((reference) => [reference, String(told.get(referenceKey(reference).pk)?.hash ?? reference)]));
    const items = await this.table.get([...hashes.values()].map(messageKey));
    return new Map(
      references.flatMap((reference) => {
        const item = items.get(messageKey(hashes.get(reference) ?? '').pk) as MessageItem | undefined;
        if (!item) return [];
        const { campaign, runId, recipient, channel, at } = item;
        return [[reference, { campaign, runId, recipient, channel, at: new Date(at).toISOString() }] as const];
      }),
    );
  }

  /** Items of which this process holds nothing any more. */
  private async closeSettled(open: readonly ItemKey[]): Promise<void> {
    const stillOpen = new Set([...this.held.values()].map(({ open: { pk, sk } }) => `${pk}|${sk}`));
    await this.table.delete(open.filter(({ pk, sk }) => !stillOpen.has(`${pk}|${sk}`)));
  }

  private async writeLatest(at: Date): Promise<void> {
    if (at.getTime() <= this.latestWritten) return;
    try {
      const newer = { UpdateExpression: 'SET #at = :at', ConditionExpression: 'attribute_not_exists(pk) OR #at < :at', ExpressionAttributeNames: { '#at': 'at' }, ExpressionAttributeValues: { ':at': at.getTime() } };
      await this.table.documents.send(new UpdateCommand({ TableName: this.table.name, Key: CLOCK_KEY, ...newer }));
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
    this.latestWritten = at.getTime();
  }
}
