import { strict as assert } from 'node:assert';
import type { Outcome } from '../channel';
import { idempotencyKey, type MessageIdentity } from '../idempotency-key';
import type { Grant, ReserveTerms, SendLedger } from '../ports/send-ledger';
import type { PortCase } from './port-case';

const AT = new Date('2026-07-01T12:00:00Z');
const MINUTE = 60_000;
const DAY = 86_400_000;

/** The behaviour that every send ledger shares, one worker or many. `make` gives an empty one. */
export function ledgerCases(make: () => Promise<SendLedger>): PortCase[] {
  const one = (title: string, check: (ledger: SendLedger) => Promise<void>): PortCase => ({ title, run: async () => check(await make()) });
  return [
    one('grants a message once, and says where it stands', async (ledger) => {
      assert.equal((await standing(ledger, message('a'))).state, undefined);
      assert.equal(await reserveOne(ledger, message('a')), 'granted');
      assert.equal((await standing(ledger, message('a'))).state, 'pending');
      assert.equal(await reserveOne(ledger, message('a'), { worker: 'w2' }), 'taken');
      await settle(ledger, message('a'), 'sent');
      assert.equal((await standing(ledger, message('a'))).state, 'sent');
      assert.equal(await reserveOne(ledger, message('a')), 'taken');
    }),
    one('grants a message named twice in one batch once', async (ledger) => {
      const grants = await ledger.reserve([message('a'), message('b'), message('a')], terms());
      assert.equal([...grants.values()].join(), 'granted,granted');
    }),
    one('tells messages of other runs and channels apart', async (ledger) => {
      const all = [message('a'), message('a', { runId: 'run-2' }), message('a', { channel: 'sms' }), message('a', { campaign: 'autumn' })];
      const grants = await ledger.reserve(all, terms({ caps: [{ messages: 4, days: 7 }] }));
      assert.equal([...grants.values()].join(), 'granted,granted,granted,granted');
    }),
    one('frees a message that failed or was throttled, and its place under the cap', async (ledger) => {
      for (const outcome of ['failed', 'throttled'] as const) {
        assert.equal(await reserveOne(ledger, message(outcome)), 'granted');
        await settle(ledger, message(outcome), outcome);
        const { state, others } = await standing(ledger, message(outcome, { campaign: 'autumn' }));
        assert.equal(state, undefined);
        assert.equal(others.length, 0);
        assert.equal(await reserveOne(ledger, message(outcome, { campaign: 'autumn' })), 'granted');
        await settle(ledger, message(outcome, { campaign: 'autumn' }), 'failed');
        assert.equal(await reserveOne(ledger, message(outcome)), 'granted');
      }
    }),
    one('keeps an unknown outcome, which may only become sent; what was sent stays so', async (ledger) => {
      await ledger.reserve([message('a'), message('b')], terms());
      await settle(ledger, message('a'), 'unknown');
      await settle(ledger, message('a'), 'failed');
      assert.equal((await standing(ledger, message('a'))).state, 'unknown');
      assert.equal(await reserveOne(ledger, message('a')), 'taken');
      await settle(ledger, message('a'), 'sent');
      await settle(ledger, message('b'), 'sent');
      await settle(ledger, message('b'), 'failed');
      assert.equal((await standing(ledger, message('a'))).state, 'sent');
      assert.equal((await standing(ledger, message('b'))).state, 'sent');
    }),
    one('ignores what comes of a message it never granted', async (ledger) => {
      await settle(ledger, message('a'), 'sent');
      assert.equal((await standing(ledger, message('a'))).state, undefined);
      assert.equal(await reserveOne(ledger, message('a')), 'granted');
    }),
    one('holds the cap over campaigns and channels, in one batch too', async (ledger) => {
      const caps = [{ messages: 2, days: 7 }];
      const batch = [message('a'), message('a', { campaign: 'autumn', channel: 'sms' }), message('a', { campaign: 'winter', channel: 'push' }), message('b')];
      const grants = await ledger.reserve(batch, terms({ caps }));
      assert.equal([...grants.values()].filter((grant) => grant === 'granted').length, 3);
      assert.equal([...grants.values()].filter((grant) => grant === 'cap').length, 1);
      assert.equal(grants.get(idempotencyKey(message('b'))), 'granted');
    }),
    one('rolls each window, and holds the tightest of several caps', async (ledger) => {
      const caps = [
        { messages: 1, days: 1 },
        { messages: 2, days: 7 },
      ];
      const later = (days: number): Promise<Grant | undefined> =>
        reserveOne(ledger, message('a', { runId: `day-${days}` }), { at: new Date(AT.getTime() + days * DAY), caps });
      assert.equal(await later(0), 'granted');
      assert.equal(await later(0.99), 'cap');
      assert.equal(await later(1), 'granted');
      assert.equal(await later(3), 'cap');
      assert.equal(await later(7), 'granted');
    }),
    one('counts a message that a clock gone back says is still to come', async (ledger) => {
      assert.equal(await reserveOne(ledger, message('a')), 'granted');
      const earlier = new Date(AT.getTime() - 30 * DAY);
      assert.equal(await reserveOne(ledger, message('a', { runId: 'run-2' }), { at: earlier }), 'cap');
      assert.equal((await ledger.read([message('a', { runId: 'run-2' })], earlier)).get(idempotencyKey(message('a', { runId: 'run-2' })))?.others.length, 1);
      assert.equal(await reserveOne(ledger, message('b'), { at: earlier }), 'granted');
      assert.equal((await ledger.latest())?.toISOString(), AT.toISOString());
    }),
    one('says when other messages reached a person, after an instant and without its own', async (ledger) => {
      await reserveOne(ledger, message('a'), { caps: [] });
      await reserveOne(ledger, message('a', { campaign: 'autumn' }), { caps: [], at: new Date(AT.getTime() + MINUTE) });
      assert.equal((await standing(ledger, message('a'))).others.join(), String(AT.getTime() + MINUTE));
      const key = idempotencyKey(message('a', { campaign: 'autumn' }));
      assert.equal((await ledger.read([message('a', { campaign: 'autumn' })], AT)).get(key)?.others.length, 0);
    }),
    one('grants each message to one of eight workers that ask at once', async (ledger) => {
      const batch = Array.from({ length: 20 }, (_, index) => message(`p${index}`));
      const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => ledger.reserve(batch, terms({ worker: `w${index}` }))));
      for (const one of batch) {
        const grants = answers.map((answer) => answer.get(idempotencyKey(one)));
        assert.equal(grants.filter((grant) => grant === 'granted').length, 1);
        assert.equal(grants.filter((grant) => grant === 'taken' || grant === 'cap').length, 7);
      }
    }),
    one('lets eight campaigns that ask at once not pass a cap together', async (ledger) => {
      const caps = [{ messages: 3, days: 7 }];
      const ask = (index: number): Promise<Grant | undefined> => reserveOne(ledger, message('a', { campaign: `campaign-${index}` }), { worker: `w${index}`, caps });
      const grants = await Promise.all(Array.from({ length: 8 }, (_, index) => ask(index)));
      assert.equal(grants.filter((grant) => grant === 'granted').length, 3);
      assert.equal(grants.filter((grant) => grant === 'cap').length, 5);
    }),
    one('finds what a dead worker left once its lease is over, on its channel; settled as unknown it is never granted again', async (ledger) => {
      await reserveOne(ledger, message('a'), { leaseUntil: new Date(AT.getTime() + MINUTE) });
      await reserveOne(ledger, message('b', { channel: 'sms' }), { leaseUntil: new Date(AT.getTime() + MINUTE) });
      await reserveOne(ledger, message('c'), { leaseUntil: new Date(AT.getTime() + 3 * MINUTE) });
      assert.equal((await ledger.abandoned('email', new Date(AT.getTime() + MINUTE / 2))).length, 0);
      const left = await ledger.abandoned('email', new Date(AT.getTime() + 2 * MINUTE));
      assert.equal(left.map(({ recipient }) => recipient).join(), 'a');
      await settle(ledger, message('a'), 'unknown');
      assert.equal((await ledger.abandoned('email', new Date(AT.getTime() + 2 * MINUTE))).length, 0);
      assert.equal(await reserveOne(ledger, message('a'), { at: new Date(AT.getTime() + 2 * MINUTE) }), 'taken');
    }),
    one('knows no latest instant before its first message', async (ledger) => {
      assert.equal(await ledger.latest(), undefined);
    }),
  ];
}

function message(recipient: string, change: Partial<MessageIdentity> = {}): MessageIdentity {
  return { campaign: 'spring', runId: 'run-1', recipient, channel: 'email', ...change };
}

function terms(change: Partial<ReserveTerms> = {}): ReserveTerms {
  return { at: AT, caps: [{ messages: 1, days: 7 }], worker: 'w1', leaseUntil: new Date(AT.getTime() + 15 * MINUTE), ...change };
}

async function reserveOne(ledger: SendLedger, one: MessageIdentity, change: Partial<ReserveTerms> = {}): Promise<Grant | undefined> {
  return (await ledger.reserve([one], terms(change))).get(idempotencyKey(one));
}

async function standing(ledger: SendLedger, one: MessageIdentity): Promise<{ state?: string; others: readonly number[] }> {
  const found = (await ledger.read([one], new Date(0))).get(idempotencyKey(one));
  assert.ok(found);
  return found;
}

function settle(ledger: SendLedger, one: MessageIdentity, outcome: Outcome): Promise<void> {
  return ledger.settle([{ key: idempotencyKey(one), outcome }]);
}
