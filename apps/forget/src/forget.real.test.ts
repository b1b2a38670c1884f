import { addressSubject, messageHash, idempotencyKey } from '@parley/activation';
import { DynamoSendLedger, DynamoSuppressionStore } from '@parley/aws-activation';
import { type Contract, loadContract } from '@parley/contract';
import { hashIdentifier } from '@parley/identity';
import { loadPlan, type Plan } from '@parley/owner-plan';
import { describeWith } from '@parley/testing';
import { resolve } from 'node:path';
import { type ForgetAnswer, forgetHandler } from './forget-handler';
import { ownerPlaces } from './owner-places';
import { everything } from './testing/everything';
import { ENVIRONMENT, type Life, type OwnerAccount, startOwnerAccount } from './testing/owner-account';
import { ANN, BO, hashOf, LEASE_ENDS, TwoPeople } from './testing/two-people';

const FOR_GOOD: Life = { writes: Number.POSITIVE_INFINITY, answers: true };
/** Writes of a process before it is killed: enough to come further each time, and never the same. */
const lifeOf = (process: number): Life => ({ writes: 3 + (process % 3), answers: process % 2 === 0 });
const MOST_KILLS = 100;

describeWith('moto', 'forgetting a person of the owner\'s account', () => {
  let account: OwnerAccount;
  let contract: Contract;
  let plan: Plan;
  let people: TwoPeople;
  const logged: unknown[] = [];
  beforeEach(async () => {
    contract = await loadContract(resolve(__dirname, '../../../stacks'));
    plan = await loadPlan(contract);
    account = await startOwnerAccount();
    people = new TwoPeople(account, contract);
    await people.fill();
    logged.length = 0;
  }, 120_000);
  afterEach(() => account.stop());

  const logger = { info: (...all: unknown[]) => void logged.push(all), error: (...all: unknown[]) => void logged.push(all) };

  /** One call of the function, in a process of its own. */
  async function call(event: unknown, life: Life = FOR_GOOD): Promise<ForgetAnswer> {
    const { close, ...clients } = account.clientsFor({ ...life });
    try {
      return await forgetHandler({ open: async () => ownerPlaces(ENVIRONMENT, { contract, plan }, clients), clock: () => new Date(), logger })(event);
    } finally {
      close();
    }
  }

  /** One process after another, each killed at a write, until one answers. */
  async function untilDone(): Promise<{ kills: number; answer?: ForgetAnswer }> {
    for (let kills = 0; kills < MOST_KILLS; kills += 1) {
      const ended = await call({ id: ANN.id }, lifeOf(kills)).catch((error: Error) => error);
      if (!(ended instanceof Error)) return { kills, answer: ended };
      if (!/UNEXPECTED: Error|killed/.test(ended.message)) throw ended;
    }
    return { kills: MOST_KILLS };
  }

  /** All that may stand for a person, in lower case. */
  const tracesOf = ({ id, email, phone }: typeof ANN): string[] => {
    const e164 = `+1${phone.replaceAll(/\D/g, '')}`;
    const mail = email === ANN.email ? 'annlee@gmail.com' : email;
    const hashes = contract.partners.flatMap((partner) => [mail, e164].map((one) => hashIdentifier(one, hashOf(contract, partner.id))));
    const keys = [...people.messages('new-arrivals', 'email'), ...people.messages('stock-alert', 'sms'), ...people.messages('app-offer', 'push'), ...people.messages('later', 'email'), ...people.messages('dead', 'sms'), ...people.messages('welcome-banner', 'in-app')];
    const messages = keys.filter(({ recipient }) => recipient === id).map((message) => messageHash(idempotencyKey(message)));
    return [id, email, mail, phone, e164, ...hashes, ...messages].map((text) => text.toLowerCase());
  };
  const holding = (found: ReadonlyMap<string, string>, person: typeof ANN): string[] => {
    const traces = tracesOf(person);
    return [...found].filter(([place, text]) => traces.some((trace) => `${place} ${text}`.toLowerCase().includes(trace))).map(([place]) => place);
  };

  it('leaves nothing of them in any version of any object or in any item, killed at one write after another; nothing of the other goes', async () => {
    const before = await everything(account);
    expect(holding(before, ANN).length).toBeGreaterThan(25);
    const { kills, answer } = await untilDone();
    expect([kills > 8, answer]).toEqual([true, expect.objectContaining({ people: 1, sharedIdentifiers: 0 })]);

    const after = await everything(account);
    expect(holding(after, ANN)).toEqual([]);
    expect(JSON.stringify([answer, logged]).toLowerCase()).not.toMatch(new RegExp(tracesOf(ANN).map((text) => text.replaceAll(/\W/g, '\\$&')).join('|')));
    const bare = (all: ReadonlyMap<string, string>) => holding(all, BO).filter((place) => !/ \S+$/.test(place) || /^(ledger|deferred|consent|inbox) /.test(place));
    expect(bare(after).map((place) => place.replace('/cleaned/', '/incoming/')).toSorted()).toEqual(bare(before).toSorted());
    for (const place of bare(before).filter((one) => /^(ledger|deferred|consent|inbox) /.test(one) && !one.startsWith('ledger open#'))) expect(after.get(place)).toBe(before.get(place));
  }, 300_000);

  it('keeps what sending rests on: each message once, by its channel\'s id, and what was suppressed', async () => {
    expect(await call({ email: 'ann.lee+news@gmail.com' })).toMatchObject({ people: 1, records: { deferred: 2, inbox: 1, consent: 2, ledger: 5 } });
    const ledger = new DynamoSendLedger(people.table('LEDGER_TABLE'));
    const found = await ledger.find(['ses-a', 'ses-b']);
    expect([found.get('ses-a')?.recipient, found.get('ses-b')?.recipient]).toEqual([expect.stringMatching(/^forgotten-[0-9a-f]{16}$/), BO.id]);
    const open = await ledger.abandoned('push', new Date(LEASE_ENDS.getTime() + 1));
    expect(open.map(({ recipient }) => recipient).toSorted()).toEqual([BO.id, found.get('ses-a')?.recipient].toSorted());
    await ledger.settle(open.map((message) => ({ key: idempotencyKey(message), outcome: 'unknown' })));
    expect(await ledger.abandoned('push', new Date(LEASE_ENDS.getTime() + 1))).toEqual([]);
    const again = await ledger.reserve(open, { at: LEASE_ENDS, caps: [], worker: 'v', leaseUntil: new Date(LEASE_ENDS.getTime() + 1000) });
    expect(new Set(again.values())).toEqual(new Set(['taken']));
    const subject = addressSubject('email', ANN.email);
    expect((await new DynamoSuppressionStore(people.table('CONSENT_TABLE')).suppressed([subject])).has(subject)).toBe(true);
  }, 120_000);

  it('keeps them out of the next upload, also under another id', async () => {
    await call({ id: ANN.id });
    const back = people.csv('customers', [{ ...ANN, id: 'C0000099' }, ANN, BO]);
    expect(await people.upload('customers', 'july.csv', back, 7)).toEqual(contract.partners.map(() => expect.objectContaining({ outcome: 'written', rows: 1 })));
    const found = [...(await everything(account))].filter(([place]) => !place.startsWith('data/incoming/'));
    expect(holding(new Map(found), ANN)).toEqual([]);
    expect(holding(new Map(found), { ...ANN, id: 'C0000099' })).toEqual([]);
    for (const id of [ANN.id, 'C0000099']) expect(await call({ id })).toMatchObject({ objects: { rewritten: 1 } }); // the upload itself
    expect(holding(await everything(account), ANN)).toEqual([]);
  }, 120_000);

  it('does nothing while a run is under way, and nothing for a payload that names nobody', async () => {
    const before = [...(await everything(account)).keys()];
    const { executionArn } = await account.sfn.startExecution({ stateMachineArn: ENVIRONMENT.MACHINE_ARN });
    await expect(call({ id: ANN.id })).rejects.toMatchObject({ name: 'Parley.Refused', message: expect.stringContaining('RUN_UNDER_WAY') });
    await account.sfn.stopExecution({ executionArn });
    for (const event of [{}, { id: '' }, { id: ANN.id, email: ANN.email }, ANN.id]) await expect(call(event)).rejects.toMatchObject({ message: expect.stringMatching(/^FORGET_WHOM(?!.*C00)/s) });
    await expect(call({ email: 'stranger@example.com' })).rejects.toThrow(/^NOBODY_OF_THAT_ADDRESS(?!.*stranger)/s);
    expect([...(await everything(account)).keys()]).toEqual(before);
    expect(JSON.stringify(logged)).not.toMatch(/C0000042|ann\.lee|stranger/i);
  }, 120_000);
});
