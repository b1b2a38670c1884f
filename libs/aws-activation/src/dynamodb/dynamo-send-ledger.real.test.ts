import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { idempotencyKey, messageHash, type MessageIdentity, type ReserveTerms } from '@parley/activation';
import { describeWith, motoClient } from '@parley/testing';
import fc from 'fast-check';
import { tablesOfSuite } from '../testing/test-tables';
import { DynamoSendLedger } from './dynamo-send-ledger';
import { type Item, type ItemKey, ItemTable } from './item-table';
import { CLOCK_KEY, messageKey, openPartition, personKey } from './ledger-items';

const AT = new Date('2026-07-01T12:00:00Z');
const DAY = 86_400_000;
const MINUTE = 60_000;

const message = (recipient: string, campaign = 'spring'): MessageIdentity => ({ campaign, runId: 'run-1', recipient, channel: 'email' });
const terms = (change: Partial<ReserveTerms> = {}): ReserveTerms => ({ at: AT, caps: [{ messages: 2, days: 7 }], worker: 'w1', leaseUntil: new Date(AT.getTime() + 15 * MINUTE), ...change });
const later = (days: number): Date => new Date(AT.getTime() + days * DAY);
const hash = (one: MessageIdentity): string => messageHash(idempotencyKey(one));

/** What the cases shared with the laptop's ledger don't see: items, transactions that are lost, and workers that die. */
describeWith('moto', 'the send ledger on DynamoDB', () => {
  const suite = tablesOfSuite();

  it('grants as many of one person in one call as the cap says, and more than a transaction takes of many people', async () => {
    const ledger = new DynamoSendLedger(await suite.tables.make());
    const many = [...Array.from({ length: 120 }, (_, index) => message(`p${index}`)), ...['a', 'b', 'c'].map((campaign) => message('p0', campaign))];
    const grants = await ledger.reserve(many, terms());
    expect([...grants.values()].filter((grant) => grant === 'granted')).toHaveLength(121);
    expect([...grants.values()].filter((grant) => grant === 'cap')).toHaveLength(2);
    const everything = Array.from({ length: 150 }, (_, index) => message('q', `campaign-${index}`));
    expect([...(await ledger.reserve(everything, terms({ caps: [] }))).values()].filter((grant) => grant === 'granted')).toHaveLength(150);
  });

  it('finds a message by the channel\'s id and by its hash, also one whose send was cut off', async () => {
    const ledger = new DynamoSendLedger(await suite.tables.make());
    await ledger.reserve([message('a'), message('b')], terms());
    await ledger.settle([{ key: idempotencyKey(message('a')), outcome: 'sent', providerId: 'ses-1' }]);
    const found = await ledger.find(['ses-1', hash(message('b')), 'nobody', hash(message('c'))]);
    expect(Object.fromEntries(found)).toEqual({ 'ses-1': { ...message('a'), at: AT.toISOString() }, [hash(message('b'))]: { ...message('b'), at: AT.toISOString() } });
  });

  it('settles several of one person in one call, and the first of two outcomes of one message', async () => {
    const ledger = new DynamoSendLedger(await suite.tables.make());
    const [one, two, three] = ['x', 'y', 'z'].map((campaign) => message('a', campaign)) as [MessageIdentity, MessageIdentity, MessageIdentity];
    await ledger.reserve([one, two, three], terms({ caps: [] }));
    await ledger.settle([
      { key: idempotencyKey(one), outcome: 'failed' },
      { key: idempotencyKey(two), outcome: 'throttled' },
      { key: idempotencyKey(three), outcome: 'sent' },
      { key: idempotencyKey(three), outcome: 'failed' },
    ]);
    const standings = await ledger.read([one, two, three], new Date(0));
    expect([...standings.values()].map(({ state, others }) => [state, others.length])).toEqual([[undefined, 1], [undefined, 1], ['sent', 0]]);
  });

  it('keeps no note of what is open once all is settled, and none of a reserve that granted nothing', async () => {
    const table = await suite.tables.make();
    const [one, two] = [new DynamoSendLedger(table), new DynamoSendLedger(table)];
    await one.reserve([message('a'), message('b')], terms());
    await two.reserve([message('a')], terms({ worker: 'w2' }));
    expect(await table.partition(openPartition('email'))).toHaveLength(1);
    await one.settle([{ key: idempotencyKey(message('a')), outcome: 'sent' }]);
    expect(await table.partition(openPartition('email'))).toHaveLength(1);
    await one.settle([{ key: idempotencyKey(message('b')), outcome: 'failed' }]);
    expect(await table.partition(openPartition('email'))).toHaveLength(0);
  });

  it('forgets its note of a dead worker only when nothing of it is pending', async () => {
    const table = await suite.tables.make();
    await new DynamoSendLedger(table).reserve([message('a'), message('b')], terms({ leaseUntil: new Date(AT.getTime() + MINUTE) }));
    const [next, over] = [new DynamoSendLedger(table), new Date(AT.getTime() + 2 * MINUTE)];
    expect(await next.abandoned('email', over)).toHaveLength(2);
    await next.settle([{ key: idempotencyKey(message('a')), outcome: 'unknown' }]);
    expect(await next.abandoned('email', over)).toEqual([message('b')]);
    await next.settle([{ key: idempotencyKey(message('b')), outcome: 'unknown' }]);
    expect(await next.abandoned('email', over)).toEqual([]);
    expect(await table.partition(openPartition('email'))).toHaveLength(0);
  });

  it('lets a worker that came back late settle nothing of a message that is another\'s by now', async () => {
    const table = await suite.tables.make();
    const [late, other] = [new DynamoSendLedger(table), new DynamoSendLedger(table)];
    await late.reserve([message('a')], terms());
    await other.settle([{ key: idempotencyKey(message('a')), outcome: 'throttled' }]); // by whoever found that it never went out
    await other.reserve([message('a')], terms({ worker: 'w2' }));
    await late.settle([{ key: idempotencyKey(message('a')), outcome: 'failed' }]);
    expect((await other.read([message('a')], AT)).get(idempotencyKey(message('a')))?.state).toBe('pending');
  });

  it('takes a message that is granted to another between the reads of message and person for taken, not for a full cap', async () => {
    const table = await suite.tables.make();
    const other = new DynamoSendLedger(table);
    class Overtaken extends ItemTable {
      override async get(keys: readonly ItemKey[]): Promise<Map<string, Item>> {
        if (keys.length === 1 && keys[0]?.pk === 'person#a') await other.reserve([message('a')], terms({ worker: 'w2', caps: [{ messages: 1, days: 7 }] }));
        return super.get(keys);
      }
    }
    const grants = await new DynamoSendLedger(new Overtaken(suite.tables.documents, table.name)).reserve([message('a')], terms({ caps: [{ messages: 1, days: 7 }] }));
    expect([...grants.values()]).toEqual(['taken']);
  });

  it('lets every item but the clock run out, by seconds since 1970, long after its message', async () => {
    const table = await suite.tables.make();
    const ledger = new DynamoSendLedger(table);
    await ledger.reserve([message('a')], terms());
    await ledger.settle([{ key: idempotencyKey(message('a')), outcome: 'sent', providerId: 'x' }]);
    const items = await table.get([messageKey(hash(message('a'))), personKey('a'), CLOCK_KEY]);
    expect([...items.values()].map(({ expires }) => expires)).toEqual(expect.arrayContaining([(AT.getTime() + 400 * DAY) / 1000, undefined]));
    expect(items.get(CLOCK_KEY.pk)?.expires).toBeUndefined();
  });

  it('drops what no cap looks back to from a person\'s item', async () => {
    const table = await suite.tables.make();
    const ledger = new DynamoSendLedger(table);
    await ledger.reserve([message('a')], terms());
    await ledger.reserve([message('a', 'summer')], terms({ at: later(30), leaseUntil: later(31) }));
    expect(Object.keys((await table.get([personKey('a')])).get('person#a')?.sends ?? {})).toHaveLength(2);
    await ledger.reserve([message('a', 'autumn')], terms({ at: later(40), leaseUntil: later(41) }));
    expect(Object.keys((await table.get([personKey('a')])).get('person#a')?.sends ?? {})).toHaveLength(2);
  });

  it('lets no order of workers, batches and outcomes pass a cap or grant a message twice', async () => {
    const step = fc.record({ worker: fc.nat(2), people: fc.uniqueArray(fc.nat(3), { minLength: 1 }), campaign: fc.nat(3), outcome: fc.constantFrom('sent', 'failed', 'throttled', 'unknown', undefined) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        const table = await suite.tables.make();
        const workers = [0, 1, 2].map(() => new DynamoSendLedger(table));
        const held = new Map<string, string>();
        await Promise.all(
          steps.map(async ({ worker, people, campaign, outcome }) => {
            const batch = people.map((person) => message(`p${person}`, `campaign-${campaign}`));
            const grants = await workers[worker]?.reserve(batch, terms({ worker: `w${worker}` }));
            for (const [key, grant] of grants ?? []) {
              if (grant !== 'granted') continue;
              expect(held.has(key)).toBe(false);
              held.set(key, key.split('|')[2] ?? '');
              if (outcome === 'failed' || outcome === 'throttled') held.delete(key);
              if (outcome !== undefined) await workers[worker]?.settle([{ key, outcome }]);
            }
          }),
        );
        const each = new Map<string, number>();
        for (const person of held.values()) each.set(person, (each.get(person) ?? 0) + 1);
        for (const [person, count] of each) {
          expect(count).toBeLessThanOrEqual(2);
          expect(Object.keys((await table.get([personKey(person)])).get(personKey(person).pk)?.sends ?? {})).toHaveLength(count);
        }
        await suite.tables.drop(table.name);
      }),
      { numRuns: 15 },
    );
  });

  it('says so where the table is not there, and grants nothing', async () => {
    const documents = DynamoDBDocumentClient.from(new DynamoDBClient({ ...motoClient(suite.endpoint), maxAttempts: 1 }));
    await expect(new DynamoSendLedger(new ItemTable(documents, 'nowhere')).reserve([message('a')], terms())).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    documents.destroy();
  });
});
