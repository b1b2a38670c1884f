import { join } from 'node:path';
import type { CampaignOf } from '@parley/owner-plan';
import type { Activation } from '../campaign';
import type { Contact } from '../contact';
import { composeEmail } from '../compose/email-composer';
import { ConsentFile } from '../consent-file';
import { DeadLetterFile } from '../dead-letter-file';
import { DeferredFile } from '../deferred-file';
import { FileLedger } from '../file-ledger';
import { outboxOf } from '../outbox';
import { StopFiles } from '../stop-files';
import { SuppressionFile } from '../suppression-file';
import { compileTemplate } from '../template';
import type { Timer } from '../timer';
import { UnsubscribeKeys } from '../unsubscribe-keys';

/** Noon in London: not quiet there. */
export const NOON = new Date('2026-07-01T11:00:00Z');

export const SPRING: CampaignOf<'email'> = {
  name: 'spring',
  segment: 'most-likely',
  channel: 'email',
  from: 'Example Shop <hello@shop.example.com>',
  subject: 'Hello {{firstName}}',
  template: 'spring.hbs',
  unsubscribeUrl: 'https://shop.example.com/unsubscribe',
};

export const UNSUBSCRIBE = { keys: UnsubscribeKeys.parse('07'.repeat(32), 'a test'), list: 'offers' };

/** What a test closes. */
export interface Files {
  ledger: FileLedger;
  deferred: DeferredFile;
  deadLetters: DeadLetterFile;
  consents: ConsentFile;
  suppressions: SuppressionFile;
}

/** A campaign over `people` with its files in `folder`; what a test is about it changes. Close its files after it. */
export async function makeActivation(folder: string, people: ReadonlyMap<string, Contact>, changes: Partial<Omit<Activation, keyof Files>> = {}): Promise<Activation & Files> {
  return {
    campaign: SPRING,
    runId: 'run-1',
    audience: [...people.keys()].map((id) => ({ id })),
    contacts: (ids) => Promise.resolve(new Map(ids.flatMap((id) => (people.has(id) ? [[id, people.get(id) as Contact]] : [])))),
    purpose: 'marketing',
    gate: { quietHours: { from: '20:00', to: '08:00' }, cap: { messages: 1, days: 7 }, moreCaps: [] },
    holdout: () => false,
    channel: outboxOf('email', join(folder, 'outbox')),
    clock: () => NOON,
    timer: instantTimer(),
    worker: 'worker-1',
    approval: { required: true, volumeLimit: 10_000, given: { by: 'Mo Marketer', at: NOON.toISOString() } },
    composer: composeEmail(
      SPRING,
      compileTemplate({ subject: SPRING.subject, html: '<p>Hello {{firstName}}</p><a href="{{unsubscribeUrl}}">Unsubscribe</a>' }, ['firstName']),
      UNSUBSCRIBE,
    ),
    unsubscribe: UNSUBSCRIBE,
    stop: new StopFiles(join(folder, 'STOP')),
    ...changes,
    ledger: await FileLedger.open(join(folder, 'ledger.jsonl')),
    deferred: await DeferredFile.open(join(folder, 'deferred.jsonl')),
    deadLetters: await DeadLetterFile.open(join(folder, 'dead-letters.jsonl')),
    consents: await ConsentFile.open(join(folder, 'consents.jsonl')),
    suppressions: await SuppressionFile.open(join(folder, 'suppressions.jsonl')),
  };
}

export async function closeFiles({ ledger, deferred, deadLetters, consents, suppressions }: Files): Promise<void> {
  for (const file of [deferred, deadLetters, consents, suppressions, ledger]) await file.close();
}

/** Time that passes only by sleeping, and keeps what it slept. */
export interface InstantTimer extends Timer {
  slept: number[];
}

export function instantTimer(random: () => number = () => 1): InstantTimer {
  let now = 0;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    random,
    sleep: (milliseconds) => {
      slept.push(milliseconds);
      now += milliseconds;
      return Promise.resolve();
    },
  };
}

export function makePeople(count: number, change: (contact: Contact, index: number) => Contact = (contact) => contact): Map<string, Contact> {
  return new Map(
    Array.from({ length: count }, (_, index) => [
      `c${index}`,
      change({ addresses: { email: `person${index}@example.com` }, zone: 'Europe/London', consents: ['email'], fields: { firstName: `P${index}` } }, index),
    ]),
  );
}
