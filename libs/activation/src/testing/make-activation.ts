import { join } from 'node:path';
import type { Activation, Contact } from '../campaign';
import { DeferredFile } from '../deferred-file';
import { EmailOutbox } from '../email-outbox';
import { Ledger } from '../ledger';
import { suppressionList } from '../suppression-list';
import { compileTemplate } from '../template';

/** Noon in London: not quiet there. */
export const NOON = new Date('2026-07-01T11:00:00Z');

/** What a test closes. */
export interface Files {
  ledger: Ledger;
  deferred: DeferredFile;
}

/** A campaign over `people` with its files in `folder`; what a test is about it changes. Close both files after it. */
export async function makeActivation(folder: string, people: ReadonlyMap<string, Contact>, changes: Partial<Activation> = {}): Promise<Activation & Files> {
  return {
    campaign: {
      name: 'spring',
      segment: 'most-likely',
      channel: 'email',
      from: 'Example Shop <hello@shop.example.com>',
      subject: 'Hello {{firstName}}',
      template: 'spring.hbs',
      unsubscribeUrl: 'https://shop.example.com/unsubscribe',
    },
    runId: 'run-1',
    audience: [...people.keys()].map((id) => ({ id })),
    contacts: (ids) => Promise.resolve(new Map(ids.flatMap((id) => (people.has(id) ? [[id, people.get(id) as Contact]] : [])))),
    suppression: suppressionList([]),
    gate: { quietHours: { from: '20:00', to: '08:00' }, cap: { messages: 1, days: 7 } },
    holdout: () => false,
    channel: new EmailOutbox(join(folder, 'outbox')),
    clock: () => NOON,
    approval: { required: true, volumeLimit: 10_000, given: { by: 'Mo Marketer', at: NOON.toISOString() } },
    template: compileTemplate(
      { subject: 'Hello {{firstName}}', html: '<p>Hello {{firstName}}</p><a href="{{unsubscribeUrl}}">Unsubscribe</a>' },
      ['firstName'],
    ),
    unsubscribe: { key: Buffer.alloc(32, 7), list: 'offers' },
    ...changes,
    ledger: await Ledger.open(join(folder, 'ledger.jsonl')),
    deferred: await DeferredFile.open(join(folder, 'deferred.jsonl')),
  };
}

export function makePeople(count: number, change: (contact: Contact, index: number) => Contact = (contact) => contact): Map<string, Contact> {
  return new Map(
    Array.from({ length: count }, (_, index) => [
      `c${index}`,
      change({ address: `person${index}@example.com`, zone: 'Europe/London', consent: true, fields: { firstName: `P${index}` } }, index),
    ]),
  );
}
