import { type Cap, capReached } from './caps';
import type { HeldBack } from './campaign';
import type { ConsentVerdict } from './consent';
import type { Contact } from './contact';
import type { Quietness } from './quiet-hours';

export type HoldReason = Exclude<keyof HeldBack, 'quietHours'>;

export type Decision =
  | { action: 'send' }
  | { action: 'hold'; reason: HoldReason }
  | { action: 'defer'; reason: 'quietHours'; notBefore: Date | null };

/** What is known of one person when their message is decided. */
export interface Recipient {
  id: string;
  /** Undefined where the owner has no contact: then there is no consent either. */
  contact: Contact | undefined;
  consent: ConsentVerdict;
  /** On the campaign's channel, in one form for all its spellings; undefined where there is none. */
  address: string | undefined;
  suppressed: boolean;
  /** When other messages reached or may have reached them, in milliseconds since 1970. */
  others: readonly number[];
}

/** What the gate looks at besides the person. Its functions only read, so a decision changes nothing. */
export interface GateContext {
  now: Date;
  caps: readonly Cap[];
  quietness: (zone: string | undefined) => Quietness;
  holdout: (id: string) => boolean;
  /** This message, or one of this campaign to the same address, is already on its way. */
  alreadyTaken: (recipient: Recipient) => boolean;
}

/**
 * The one gate before every channel, in this order: consent (and an address), suppression, quiet hours, caps over rolling
 * windows, holdout, idempotency. The first that says no is the reason given.
 */
export function decide(recipient: Recipient, context: GateContext): Decision {
  const { id, contact, consent, address, suppressed, others } = recipient;
  if (!contact || consent !== 'granted') return hold('consent');
  if (address === undefined) return hold('noAddress');
  if (suppressed) return hold('suppression');
  const quiet = context.quietness(contact.zone);
  if (quiet.quiet) return { action: 'defer', reason: 'quietHours', notBefore: quiet.notBefore };
  if (capReached(others, context.caps, context.now)) return hold('cap');
  if (context.holdout(id)) return hold('holdout');
  if (context.alreadyTaken(recipient)) return hold('duplicate');
  return { action: 'send' };
}

function hold(reason: HoldReason): Decision {
  return { action: 'hold', reason };
}
