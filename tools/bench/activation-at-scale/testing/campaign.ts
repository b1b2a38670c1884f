import { type Contact, UnsubscribeKeys } from '@parley/activation';
import type { CampaignOf } from '@parley/owner-plan';

/** What one invocation of a worker is told. */
export interface Job {
  shard: number;
  /** People of the shard: from the first number up to, and without, the last. */
  from: number;
  to: number;
}

/** What a worker is started with. */
export interface Places {
  dynamodb: string;
  ses: string;
  tables: { ledger: string; deferred: string; consent: string };
  worker: string;
  /** Milliseconds since 1970 at which the bench began: all workers' clocks stand at `NOON` then. */
  began: number;
  /** How much faster than on the wall the time of leases and waits passes. */
  speed: number;
}

/** Noon in London: not quiet there. */
export const NOON = new Date('2026-07-01T11:00:00Z');
export const RUN = 'run-1';
export const UNSUBSCRIBE = { keys: UnsubscribeKeys.parse('07'.repeat(32), 'a bench'), list: 'offers' };

export const SPRING: CampaignOf<'email'> = {
  name: 'spring',
  segment: 'most-likely',
  channel: 'email',
  from: 'Example Shop <hello@shop.example.com>',
  subject: 'Hello {{firstName}}',
  template: 'spring.hbs',
  unsubscribeUrl: 'https://shop.example.com/unsubscribe',
};

export const idOf = (index: number): string => `c${index}`;
export const indexOf = (id: string): number => Number(id.slice(1));
/** One in a hundred said no, and one in a hundred is held out. */
export const agreed = (index: number): boolean => index % 100 !== 7;
export const heldOut = (id: string): boolean => indexOf(id) % 100 === 8;
export const expectsMessage = (index: number): boolean => agreed(index) && !heldOut(idOf(index));

export function contactOf(id: string): Contact {
  const index = indexOf(id);
  return { addresses: { email: `person${index}@example.com` }, zone: 'Europe/London', consents: agreed(index) ? ['email'] : [], fields: { firstName: `P${index}` } };
}

/** The person of an address that `contactOf` made. */
export const indexOfMail = (address: string): number => Number(/^person(\d+)@/.exec(address)?.[1]);
