import type { SendGatePlan } from '@parley/owner-plan';
import type { Contact, HeldBack, SuppressionList } from './campaign';
import type { Quietness } from './quiet-hours';

export type HoldReason = Exclude<keyof HeldBack, 'quietHours'>;

export type Decision =
  | { action: 'send' }
  | { action: 'hold'; reason: HoldReason }
  | { action: 'defer'; reason: 'quietHours'; notBefore: Date | null };

export interface Recipient {
  id: string;
  /** Undefined where the owner has no contact: then there is no consent either. */
  contact: Contact | undefined;
}

/** What the gate looks at besides the person. Its functions only read, so a decision changes nothing. */
export interface GateContext {
  now: Date;
  cap: SendGatePlan['cap'];
  suppression: SuppressionList;
  quietness: (zone: string | undefined) => Quietness;
  /** Other messages that reached the person after an instant, of all campaigns. */
  messagesSince: (id: string, since: Date) => number;
  holdout: (id: string) => boolean;
  /** This message, or one of this campaign to the same mailbox, is already on its way. */
  alreadyTaken: (recipient: Recipient) => boolean;
}

const DAY = 86_400_000;

/**
 * The one gate before every channel, in this order: consent, suppression, quiet hours, cap over a rolling window,
 * holdout, idempotency. The first that says no is the reason given.
 */
export function decide(recipient: Recipient, context: GateContext): Decision {
  const { id, contact } = recipient;
  if (!contact?.consent) return hold('consent');
  if (context.suppression.has(contact.address)) return hold('suppression');
  const quiet = context.quietness(contact.zone);
  if (quiet.quiet) return { action: 'defer', reason: 'quietHours', notBefore: quiet.notBefore };
  const windowStart = new Date(context.now.getTime() - context.cap.days * DAY);
  if (context.messagesSince(id, windowStart) >= context.cap.messages) return hold('cap');
  if (context.holdout(id)) return hold('holdout');
  if (context.alreadyTaken(recipient)) return hold('duplicate');
  return { action: 'send' };
}

function hold(reason: HoldReason): Decision {
  return { action: 'hold', reason };
}
