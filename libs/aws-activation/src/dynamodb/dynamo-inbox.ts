import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { idempotencyKey, type InAppContent, type InAppMessage, messageHash } from '@parley/activation';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { batches } from '../batches';
import { awsActivationErrors } from '../errors';
import type { Action, Item, ItemKey, ItemTable } from './item-table';

/** What a person did with a message, each once, by the server's clock. */
export const RECEIPTS = ['displayed', 'clicked', 'dismissed'] as const;
export type ReceiptKind = (typeof RECEIPTS)[number];

/** One message inside the app, as its reader sees it: `TreatmentId` is the run, so that two runs of a campaign are told apart. */
export type InboxMessage = InAppContent & { TreatmentId: string };

/** Two items a message, where its person finds it and where its key is found; DynamoDB takes 100 actions together. */
const MOST_TOGETHER = 25;
const MOST_TRIES = 12;

const personPartition = (recipient: string): string => `person#${recipient}`;
const messageSort = (campaign: string, runId: string): string => [campaign, runId].map(encodeURIComponent).join('#');
const markKey = (key: string): ItemKey => ({ pk: `message#${messageHash(key)}`, sk: 'message' });

/** Messages inside the app, in a table: a partition a person, an item a message. They leave by DynamoDB's time to live, and are not shown after it. */
export class DynamoInbox {
  constructor(private readonly table: ItemTable) {}

  /** Puts messages in; one that is there already stays as it is. All are in when this returns. */
  async put(messages: readonly InAppMessage[]): Promise<void> {
    for (const part of batches(messages, MOST_TOGETHER)) {
      if (await this.table.transact(part.flatMap(actionsOf))) continue;
      for (const message of part) await this.putOne(message);
    }
  }

  /** Those of the keys whose messages are in. */
  async has(keys: readonly string[]): Promise<ReadonlySet<string>> {
    const marks = await this.table.get(keys.map(markKey));
    return new Set(keys.filter((key) => marks.has(markKey(key).pk)));
  }

  /** What a person has not dismissed and what has not run out, first things first. */
  async messagesOf(recipient: string, now: Date): Promise<InboxMessage[]> {
    const items = await this.table.partition(personPartition(recipient));
    const open = items.filter(({ expiresAt, dismissed }) => Number(expiresAt) > now.getTime() && dismissed === undefined);
    const messages = open.map(({ content, runId }) => ({ ...(content as InAppContent), TreatmentId: String(runId) }));
    return messages.sort((a, b) => a.Priority - b.Priority);
  }

  /** Notes what a person did with a message of their own; the first time of each kind stays. False where they have no such message. */
  async receive(recipient: string, message: { campaign: string; runId: string }, kind: ReceiptKind, at: Date): Promise<boolean> {
    try {
      await this.table.documents.send(
        new UpdateCommand({
          TableName: this.table.name,
          Key: { pk: personPartition(recipient), sk: messageSort(message.campaign, message.runId) },
          UpdateExpression: 'SET #kind = if_not_exists(#kind, :at)',
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeNames: { '#kind': kind },
          ExpressionAttributeValues: { ':at': at.toISOString() },
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  /** Takes a person's messages away, and before them what finds them by their keys. Gives how many messages. */
  async forget(recipient: string): Promise<number> {
    const items = await this.table.partition(personPartition(recipient));
    const keys = items.map(({ campaign, runId }) => idempotencyKey({ campaign: String(campaign), runId: String(runId), recipient, channel: 'in-app' }));
    await this.table.delete(keys.map(markKey));
    await this.table.delete(items);
    return items.length;
  }

  /** Until it is in, by this call or another's. */
  private async putOne(message: InAppMessage): Promise<void> {
    for (let tries = 0; !(await this.table.transact(actionsOf(message))); tries += 1) {
      if ((await this.has([message.key])).size > 0) return;
      if (tries === MOST_TRIES) throw awsActivationErrors.tableBusy(this.table.name);
      await this.table.pause(tries);
    }
  }
}

function actionsOf(message: InAppMessage): Action[] {
  const { campaign, runId, recipient, content, at, expires, key } = message;
  const leaves = Math.ceil(expires.getTime() / 1000);
  const place = { pk: personPartition(recipient), sk: messageSort(campaign, runId) };
  const item: Item = { ...place, campaign, runId, content, at: at.toISOString(), expiresAt: expires.getTime(), expires: leaves };
  return [{ Put: { Item: item } }, { Put: { Item: { ...markKey(key), expires: leaves }, ConditionExpression: 'attribute_not_exists(pk)' } }];
}
