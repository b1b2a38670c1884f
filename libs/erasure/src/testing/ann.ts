import { hashIdentifier } from '@parley/identity';
import { KEY_NAMES, type Person } from '../person';

const hash = { kind: 'HMAC_SHA_256', key: Buffer.alloc(32, 7) } as const;

/** A made-up person: Gmail's spellings and a phone number are theirs alone. */
export const ann: Person = {
  id: 'C1001',
  pseudonym: 'forgotten-0123456789abcdef',
  emails: new Set(['annlee@gmail.com']),
  phones: new Set(['+12025550123']),
  hashes: new Set([hashIdentifier('annlee@gmail.com', hash), hashIdentifier('+12025550123', hash)]),
  countries: ['US'],
  keys: new Set([...KEY_NAMES, 'customer_id']),
};
