import type { BatchGetItemCommandInput, BatchWriteItemCommandInput, TransactWriteItemsCommandInput } from '@aws-sdk/client-dynamodb';
import { type Behaviours, WireFault } from '@parley/testing';
import { StrictServices } from '../testing/strict';
import { documentClient } from './document-client';
import { DynamoSendLedger } from './dynamo-send-ledger';
import { ItemTable } from './item-table';

const DYNAMODB = '@aws-sdk/client-dynamodb';
const services = new StrictServices();
afterEach(() => services.stopAll());

const keys = (count: number) => Array.from({ length: count }, (_, index) => ({ pk: `p${index}`, sk: 's' }));

async function tableOver(behaviours: Behaviours) {
  const { connection, calls } = await services.start(DYNAMODB, behaviours);
  const pauses: number[] = [];
  const table = new ItemTable(documentClient(connection), 'ledger', (tries) => {
    pauses.push(tries);
    return Promise.resolve();
  });
  return { table, calls, pauses };
}

const sizes = (calls: { operation: string; input: Record<string, unknown> }[]) => calls.filter(({ operation }) => operation === 'TransactWriteItems').map(({ input }) => (input.TransactItems as object[]).length);
const refused = () => Promise.reject(new WireFault('TransactionCanceledException', 'cancelled', 400, { CancellationReasons: [{ Code: 'TransactionConflict' }] }));

/** What DynamoDB does when it is asked for more than it can at once, which moto never is. */
describe('a table', () => {
  it('asks again for what was left over, and for that alone', async () => {
    const { table, calls, pauses } = await tableOver({
      BatchGetItem: ({ RequestItems }: BatchGetItemCommandInput) => {
        const asked = RequestItems?.ledger?.Keys ?? [];
        const taken = asked.slice(0, 60);
        return { Responses: { ledger: taken }, UnprocessedKeys: asked.length > 60 ? { ledger: { Keys: asked.slice(60), ConsistentRead: true } } : {} };
      },
    });
    expect((await table.get([...keys(150), ...keys(10)])).size).toBe(150);
    expect(calls.map(({ input }) => (input.RequestItems as { ledger: { Keys: object[] } }).ledger.Keys.length)).toEqual([100, 40, 50]);
    expect(pauses).toEqual([0]);
  });

  it('writes 25 at a time, and again what was left over', async () => {
    const { table, calls } = await tableOver({
      BatchWriteItem: ({ RequestItems }: BatchWriteItemCommandInput) => {
        const asked = RequestItems?.ledger ?? [];
        return { UnprocessedItems: asked.length > 20 ? { ledger: asked.slice(20) } : {} };
      },
    });
    await table.put(keys(30));
    expect(calls.map(({ input }) => (input.RequestItems as { ledger: object[] }).ledger.length)).toEqual([25, 5, 5]);
  });

  it('says so where it never gets through', async () => {
    const { table, pauses } = await tableOver({ BatchWriteItem: ({ RequestItems }: BatchWriteItemCommandInput) => ({ UnprocessedItems: RequestItems }) });
    await expect(table.delete(keys(1))).rejects.toMatchObject({ code: 'ACTIVATION_TABLE_BUSY' });
    expect(pauses).toHaveLength(8);
  });

  it('follows a partition over its pages', async () => {
    const { table } = await tableOver({
      Query: ({ ExclusiveStartKey }: { ExclusiveStartKey?: object }) => (ExclusiveStartKey ? { Items: [{ pk: { S: 'p' }, sk: { S: '2' } }] } : { Items: [{ pk: { S: 'p' }, sk: { S: '1' } }], LastEvaluatedKey: { pk: { S: 'p' }, sk: { S: '1' } } }),
    });
    expect(await table.partition('p')).toEqual([{ pk: 'p', sk: '1' }, { pk: 'p', sk: '2' }]);
  });

  it.each([
    ['a condition that did not hold', ['None', 'ConditionalCheckFailed'], false],
    ['another transaction in the way', ['TransactionConflict', 'None'], false],
  ])('takes %s for lost', async (_title, codes, expected) => {
    const { table } = await tableOver({ TransactWriteItems: () => Promise.reject(new WireFault('TransactionCanceledException', 'cancelled', 400, { CancellationReasons: codes.map((Code) => ({ Code })) })) });
    expect(await table.transact(keys(2).map((Item) => ({ Put: { Item } })))).toBe(expected);
  });

  it('takes a transaction that was cancelled for another reason for a fault', async () => {
    const { table } = await tableOver({ TransactWriteItems: () => Promise.reject(new WireFault('TransactionCanceledException', 'cancelled', 400, { CancellationReasons: [{ Code: 'ValidationError' }] })) });
    await expect(table.transact(keys(1).map((Item) => ({ Put: { Item } })))).rejects.toMatchObject({ name: 'TransactionCanceledException' });
  });
});

describe('the ledger', () => {
  const terms = { at: new Date('2026-07-01T12:00:00Z'), caps: [], worker: 'w1', leaseUntil: new Date('2026-07-01T12:16:00Z') };
  const people = ['a', 'b', 'c'].map((recipient) => ({ campaign: 'spring', runId: 'run-1', recipient, channel: 'email' }));
  const rest: Behaviours = { UpdateItem: () => ({}), BatchWriteItem: () => ({}), BatchGetItem: () => ({ Responses: {} }) };

  it('puts many people into one transaction, and each into its own when that is lost', async () => {
    let tries = 0;
    const { table, calls } = await tableOver({ ...rest, TransactWriteItems: () => ((tries += 1) === 1 ? refused() : {}) });
    expect([...(await new DynamoSendLedger(table).reserve(people, terms)).values()]).toEqual(['granted', 'granted', 'granted']);
    expect(sizes(calls)).toEqual([6, 2, 2, 2]);
  });

  it('gives each transaction a token, and says so where other workers never let it through', async () => {
    const tokens = new Set<string | undefined>();
    const { table, pauses } = await tableOver({
      ...rest,
      TransactWriteItems: ({ ClientRequestToken }: TransactWriteItemsCommandInput) => {
        tokens.add(ClientRequestToken);
        return refused();
      },
    });
    await expect(new DynamoSendLedger(table).reserve(people.slice(0, 1), terms)).rejects.toMatchObject({ code: 'ACTIVATION_LEDGER_CONTENDED' });
    expect(tokens.has(undefined)).toBe(false);
    expect(tokens.size).toBe(40);
    expect(pauses).toHaveLength(38);
  });
});
