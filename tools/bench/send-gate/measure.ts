import {
  type Activation,
  activateCampaign,
  addressSubject,
  type ConsentStore,
  type Contact,
  type DeadLetters,
  type DeferredQueue,
  idempotencyKey,
  INHABITED_ZONES,
  recipientSubjects,
  type SendLedger,
  type SuppressionStore,
  UnsubscribeKeys,
} from '@parley/activation';

export interface Result {
  people: number;
  rounds: number;
  /** CPU seconds for all people, median of the rounds. */
  gateSeconds: number;
  /** The same, of the hashes alone that a decision can't do without: of the address and of the person's tag. */
  hashSeconds: number;
  /** People decided in a second of CPU. */
  perCpuSecond: number;
  /** How the people came out, so that a figure for a gate that lets nobody through is seen. */
  ready: number;
  heldBack: Record<string, number>;
}

const nothing = (): Promise<void> => Promise.resolve();
const NOW = new Date('2026-07-01T15:00:00Z');
const DAY = 86_400_000;
const UNSUBSCRIBE = { keys: UnsubscribeKeys.parse('07'.repeat(32), 'a bench'), list: 'marketing' };

/** Measures the whole gate in a dry run, every store in memory: nothing is waited for, so CPU is all there is. */
export async function measure(people: number, rounds: number): Promise<Result> {
  const activation = campaignOf(people);
  const gate: number[] = [];
  const hashes: number[] = [];
  let outcome = await activateCampaign(activation); // warms up
  for (let round = 0; round < rounds; round += 1) {
    hashes.push(await cpuSeconds(() => Promise.resolve(hashAll(people))));
    gate.push(await cpuSeconds(async () => void (outcome = await activateCampaign(activation))));
  }
  const gateSeconds = median(gate);
  return { people, rounds, gateSeconds, hashSeconds: median(hashes), perCpuSecond: Math.round(people / gateSeconds), ready: outcome.ready, heldBack: { ...outcome.heldBack } };
}

function campaignOf(people: number): Activation {
  const contacts = new Map(Array.from({ length: people }, (_, index) => [idOf(index), contactOf(index)]));
  const consents: ConsentStore = { read: () => Promise.resolve(new Map()), record: nothing };
  const suppressed = new Set(Array.from({ length: Math.ceil(people / 100) }, (_, index) => addressSubject('email', emailOf(index * 100))));
  const suppressions: SuppressionStore = { suppressed: (subjects) => Promise.resolve(new Set(subjects.filter((one) => suppressed.has(one)))), suppress: nothing };
  const ledger: SendLedger = {
    read: (messages) => Promise.resolve(new Map(messages.map((message) => [idempotencyKey(message), { others: numberOf(message.recipient) % 5 === 0 ? [NOW.getTime() - DAY] : [] }]))),
    reserve: () => Promise.reject(new Error('a dry run reserves nothing')),
    settle: nothing,
    abandoned: () => Promise.resolve([]),
    latest: () => Promise.resolve(undefined),
  };
  const deferred: DeferredQueue = { defer: nothing, due: () => Promise.resolve([]), done: nothing };
  const deadLetters: DeadLetters = { add: nothing, all: () => Promise.resolve([]), done: nothing };
  return {
    campaign: { name: 'bench', segment: 'all', channel: 'email', from: 'hello@shop.example.com', subject: 'Hello', template: 'bench.hbs', unsubscribeUrl: 'https://shop.example.com/u' },
    runId: 'run-1',
    audience: [...contacts.keys()].map((id) => ({ id })),
    contacts: (ids) => Promise.resolve(new Map(ids.flatMap((id) => (contacts.has(id) ? [[id, contacts.get(id) as Contact]] : [])))),
    consents,
    purpose: 'marketing',
    suppressions,
    gate: { quietHours: { from: '21:00', to: '08:00' }, cap: { messages: 1, days: 7 }, moreCaps: [{ messages: 4, days: 30 }] },
    holdout: (id) => numberOf(id) % 10 === 3,
    ledger,
    deferred,
    deadLetters,
    channel: { name: 'email', batchSize: 50, ratePerSecond: 1, send: () => Promise.reject(new Error('a dry run sends nothing')) },
    clock: () => NOW,
    timer: { now: () => 0, sleep: nothing, random: () => 0 },
    worker: 'bench',
    approval: { required: false, volumeLimit: people },
    composer: { channel: 'email', compose: () => ({ unfit: 'a dry run makes no message' }) },
    unsubscribe: UNSUBSCRIBE,
    dryRun: true,
    stop: { isStopped: () => Promise.resolve(false) },
  };
}

const idOf = (index: number): string => `C${String(index).padStart(7, '0')}`;
const numberOf = (id: string): number => Number(id.slice(1));
const emailOf = (index: number): string => `person.${index}@example.com`;

function contactOf(index: number): Contact {
  return { addresses: { email: emailOf(index) }, zone: INHABITED_ZONES[index % INHABITED_ZONES.length] ?? '', consents: index % 5 === 1 ? [] : ['email'], fields: {} };
}

function hashAll(people: number): number {
  let length = 0;
  for (let index = 0; index < people; index += 1) length += addressSubject('email', emailOf(index)).length + recipientSubjects(UNSUBSCRIBE.keys, UNSUBSCRIBE.list, idOf(index)).join('').length;
  return length;
}

async function cpuSeconds(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
