import { idempotencyKey, type MessageIdentity } from '@parley/activation';
import { DynamoConsentStore, type DynamoSendLedger, DynamoSuppressionStore, type ItemTable } from '@parley/aws-activation';
import { applyFeedback } from '@parley/feedback';
import { idOf, RUN, SPRING } from './campaign';
import type { MailService } from './mail-service';

export interface Resolved {
  /** Unknown messages of which the service told that it took them, and which the ledger now has as sent. */
  resolved: number;
  /** Of which it told nothing: they stay unknown. */
  left: number;
  wrong: string[];
}

/** A batch of the feedback function. */
const BATCH = 10;

/** Has the mail service tell of what it took, and looks what the ledger makes of messages whose outcome a kill hid. */
export async function resolve(unknown: readonly number[], ledger: DynamoSendLedger, consent: ItemTable, mail: MailService, at: Date): Promise<Resolved> {
  const suppression = new DynamoSuppressionStore(consent);
  const store = { add: (events: readonly object[]) => Promise.resolve(events.length), keepUnread: () => Promise.resolve() };
  const ports = { messages: ledger, ledger, suppression, consent: new DynamoConsentStore(consent), store, clock: () => at, purpose: 'marketing' };
  const told = unknown.filter((person) => mail.accepted.has(person));
  for (let from = 0; from < told.length; from += BATCH) await applyFeedback(told.slice(from, from + BATCH).map((person) => mail.delivery(person, at)), ports);

  const identities = unknown.map((person): MessageIdentity => ({ campaign: SPRING.name, runId: RUN, recipient: idOf(person), channel: 'email' }));
  const standings = await ledger.read(identities, new Date(0));
  const states = identities.map((identity) => standings.get(idempotencyKey(identity))?.state);
  const wrong = unknown.flatMap((person, at) => (states[at] === (mail.accepted.has(person) ? 'sent' : 'unknown') ? [] : [`feedback left ${idOf(person)} as ${states[at]}`]));
  const resolved = states.filter((state) => state === 'sent').length;
  return { resolved, left: states.length - resolved, wrong };
}
