import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, BatchWriteCommand, type DynamoDBDocumentClient, QueryCommand, ScanCommand, TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { batches } from '../batches';
import { awsActivationErrors } from '../errors';

/** Every table of activation has these two keys, texts both. */
export type ItemKey = { pk: string; sk: string };

export type Item = ItemKey & Record<string, unknown>;

/** An action of a transaction, without the table's name. */
export type Action =
  | { Put: { Item: Item } & Condition }
  | { Delete: { Key: ItemKey } & Condition }
  | { Update: { Key: ItemKey; UpdateExpression: string } & Condition };

export interface Condition {
  ConditionExpression?: string;
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Record<string, unknown>;
}

/** Limits of the API reference: BatchGetItem, BatchWriteItem, TransactWriteItems. */
const [MOST_READ, MOST_WRITTEN] = [100, 25];
export const MOST_ACTIONS = 100;
const MOST_TRIES = 8;
const FIRST_WAIT_MS = 50;

/**
 * One table, in the batches that DynamoDB takes. All reads are strongly consistent. What DynamoDB leaves over is asked for again,
 * with growing waits.
 */
export class ItemTable {
  constructor(
    readonly documents: DynamoDBDocumentClient,
    readonly name: string,
    /** Waits between tries, longer each time; tests don't. */
    readonly pause: (tries: number) => Promise<void> = backOff,
  ) {}

  /** The items of these keys that are there, by `pk`. Keys may repeat; no two may differ in `sk` alone. */
  async get(keys: readonly ItemKey[]): Promise<Map<string, Item>> {
    const found = new Map<string, Item>();
    const distinct = [...new Map(keys.map(({ pk, sk }) => [pk, { pk, sk }])).values()];
    for (const part of batches(distinct, MOST_READ)) {
      await this.untilEmpty(part, async (open) => {
        const { Responses = {}, UnprocessedKeys = {} } = await this.documents.send(new BatchGetCommand({ RequestItems: { [this.name]: { Keys: open, ConsistentRead: true } } }));
        for (const item of (Responses[this.name] ?? []) as Item[]) found.set(item.pk, item);
        return (UnprocessedKeys[this.name]?.Keys ?? []) as ItemKey[];
      });
    }
    return found;
  }

  /** Writes over what is there. Of items with one key the last counts. */
  async put(items: readonly Item[]): Promise<void> {
    const distinct = [...new Map(items.map((item) => [textOf(item), item])).values()];
    await this.write(distinct.map((item) => ({ PutRequest: { Item: item } })));
  }

  async delete(keys: readonly ItemKey[]): Promise<void> {
    const distinct = [...new Map(keys.map(({ pk, sk }) => [textOf({ pk, sk }), { pk, sk }])).values()];
    await this.write(distinct.map((key) => ({ DeleteRequest: { Key: key } })));
  }

  /** All items of a partition, in the order of `sk`; with `before`, those whose `sk` is smaller. */
  async partition(pk: string, before?: string): Promise<Item[]> {
    const found: Item[] = [];
    let start: Record<string, unknown> | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await this.documents.send(
        new QueryCommand({
          TableName: this.name,
          ConsistentRead: true,
          KeyConditionExpression: before === undefined ? 'pk = :pk' : 'pk = :pk AND sk < :before',
          ExpressionAttributeValues: { ':pk': pk, ...(before === undefined ? {} : { ':before': before }) },
          ExclusiveStartKey: start,
        }),
      );
      found.push(...(Items as Item[]));
      start = LastEvaluatedKey;
    } while (start !== undefined);
    return found;
  }

  /** The items of the whole table that a condition holds for, in pages: it reads everything, so one who forgets people alone asks so. */
  async *scan({ ConditionExpression, ...values }: Condition & { ConditionExpression: string }): AsyncGenerator<Item[]> {
    let start: Record<string, unknown> | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await this.documents.send(new ScanCommand({ TableName: this.name, ConsistentRead: true, FilterExpression: ConditionExpression, ...values, ExclusiveStartKey: start }));
      yield Items as Item[];
      start = LastEvaluatedKey;
    } while (start !== undefined);
  }

  /**
   * Does all actions or none. True: done. False: a condition did not hold, or another transaction was in the way.
   * The SDK gives each call a token, so that its own retries do nothing twice.
   */
  async transact(actions: readonly Action[]): Promise<boolean> {
    const items = actions.map((action) => Object.fromEntries(Object.entries(action).map(([kind, operation]) => [kind, { TableName: this.name, ...operation }])));
    try {
      await this.documents.send(new TransactWriteCommand({ TransactItems: items as TransactWriteCommandInput['TransactItems'] }));
      return true;
    } catch (error) {
      if (error instanceof TransactionCanceledException && error.CancellationReasons?.every(({ Code }) => Code !== undefined && LOST.has(Code))) return false;
      throw error;
    }
  }

  private async write(requests: readonly object[]): Promise<void> {
    for (const part of batches(requests, MOST_WRITTEN)) {
      await this.untilEmpty(part, async (open) => {
        const { UnprocessedItems = {} } = await this.documents.send(new BatchWriteCommand({ RequestItems: { [this.name]: [...open] } }));
        return UnprocessedItems[this.name] ?? [];
      });
    }
  }

  private async untilEmpty<T>(all: readonly T[], ask: (open: T[]) => Promise<T[]>): Promise<void> {
    let open = [...all];
    for (let tries = 0; ; tries += 1) {
      open = await ask(open);
      if (open.length === 0) return;
      if (tries === MOST_TRIES) throw awsActivationErrors.tableBusy(this.name);
      await this.pause(tries);
    }
  }
}

/** Reasons for which a transaction is decided anew. Of throttling and the like the SDK's retries have had their turn. */
const LOST: ReadonlySet<string> = new Set(['None', 'ConditionalCheckFailed', 'TransactionConflict']);

/** Waits a random time, longer with each try. */
async function backOff(tries: number): Promise<void> {
  await wait(randomInt(1, FIRST_WAIT_MS * 2 ** Math.min(tries, 6)));
}

function textOf({ pk, sk }: ItemKey): string {
  return JSON.stringify([pk, sk]);
}
