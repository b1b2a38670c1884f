import { capsOf } from '@parley/owner-plan';
import { addressOf } from './address-of';
import type { Activation, AudienceMember } from './campaign';
import { longestWindow } from './caps';
import { consentAt } from './consent';
import type { Contact } from './contact';
import { idempotencyKey, type MessageIdentity } from './idempotency-key';
import type { Standing } from './ports/send-ledger';
import type { Recipient } from './send-gate';
import { addressSubject, canonicalAddress, recipientSubjects } from './suppression-subject';

/** One of the audience, with all that the gate must know. */
export interface Candidate extends Recipient {
  identity: MessageIdentity;
  key: string;
  state: Standing['state'];
}

/** Reads what the gate must know of a batch: each store is asked once. */
export async function readBatch(members: readonly AudienceMember[], now: Date, on: Activation): Promise<Candidate[]> {
  const channel = on.campaign.channel;
  const ids = [...new Set(members.map(({ id }) => id))];
  const identities = ids.map((recipient): MessageIdentity => ({ campaign: on.campaign.name, runId: on.runId, recipient, channel }));
  const [contacts, consents, standings] = await Promise.all([
    on.contacts(ids),
    on.consents.read(ids, on.purpose, channel),
    on.ledger.read(identities, longestWindow(capsOf(on.gate), now)),
  ]);
  const subjects = new Map(ids.map((id) => [id, subjectsOf(id, contacts.get(id), on)]));
  const suppressed = await on.suppressions.suppressed([...subjects.values()].flat());
  const known = new Map(
    identities.map((identity) => {
      const id = identity.recipient;
      const contact = contacts.get(id);
      const key = idempotencyKey(identity);
      const address = contact && addressOf(contact, id, channel);
      const candidate: Candidate = {
        id,
        identity,
        key,
        contact,
        consent: consentAt(consents.get(id), contact?.consents.includes(channel) ?? false, now),
        address: address === undefined ? undefined : canonicalAddress(channel, address),
        suppressed: subjects.get(id)?.some((subject) => suppressed.has(subject)) ?? false,
        others: standings.get(key)?.others ?? [],
        state: standings.get(key)?.state,
      };
      return [id, candidate];
    }),
  );
  return members.flatMap(({ id }) => known.get(id) ?? []);
}

function subjectsOf(id: string, contact: Contact | undefined, { campaign, unsubscribe }: Activation): string[] {
  const address = contact && addressOf(contact, id, campaign.channel);
  return [...recipientSubjects(unsubscribe.keys, unsubscribe.list, id), ...(address === undefined ? [] : [addressSubject(campaign.channel, address)])];
}
