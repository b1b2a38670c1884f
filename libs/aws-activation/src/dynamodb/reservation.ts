import { capReached, type Grant, idempotencyKey, type MessageIdentity, type ReserveTerms } from '@parley/activation';
import { awsActivationErrors } from '../errors';
import { type Action, type ItemTable, MOST_ACTIONS } from './item-table';
import { hashOf, messageItem, messageKey, type PersonItem, personExpires, personKey, SHORTEST_HISTORY_DAYS } from './ledger-items';

const DAY_MS = 86_400_000;
/** Each try that loses means that another worker won: with eight workers after one person, eight tries. */
const MOST_TRIES = 40;
/** Messages of one person in one transaction, besides the person's own item. */
const MOST_OF_A_PERSON = MOST_ACTIONS - 1;

/** What is to be written for one person: the messages that may be granted, and the person's new item. */
interface Claim {
  messages: readonly MessageIdentity[];
  actions: readonly Action[];
}

/**
 * Grants messages. A message's item and the person's item change in one transaction, which holds only if the message has no item
 * yet and the person's is the one that the cap was counted on. Many people go in one transaction; when it is lost, each
 * goes alone, so that one contended person holds nobody up.
 */
export class Reservation {
  private readonly grants = new Map<string, Grant>();

  constructor(
    private readonly table: ItemTable,
    private readonly terms: ReserveTerms,
    private readonly id: string,
  ) {}

  async grant(messages: readonly MessageIdentity[]): Promise<ReadonlyMap<string, Grant>> {
    let open = [...new Map(messages.map((message) => [idempotencyKey(message), message])).values()];
    for (let tries = 0; open.length > 0; tries += 1) {
      if (tries === MOST_TRIES) throw awsActivationErrors.contended(this.table.name, open.length);
      if (tries > 1) await this.table.pause(tries - 2);
      const claims = await this.claims(open);
      for (const together of tries === 0 ? packed(claims) : claims.map((claim) => [claim])) {
        if (await this.table.transact(together.flatMap(({ actions }) => actions))) {
          for (const message of together.flatMap((claim) => claim.messages)) this.grants.set(idempotencyKey(message), 'granted');
        }
      }
      open = open.filter((message) => !this.grants.has(idempotencyKey(message)));
    }
    return this.grants;
  }

  /** Decides by what is in the table now: what is taken or above a cap is so for good, and the rest is claimed. */
  private async claims(messages: readonly MessageIdentity[]): Promise<Claim[]> {
    const recipients = [...new Set(messages.map(({ recipient }) => recipient))];
    const [items, people] = await Promise.all([
      this.table.get(messages.map((message) => messageKey(hashOf(message)))),
      this.table.get(recipients.map(personKey)),
    ]);
    return recipients.flatMap((recipient) => {
      const person = people.get(personKey(recipient).pk) as PersonItem | undefined;
      const own = messages.filter((message) => message.recipient === recipient);
      const free = own.filter((message) => {
        const taken = items.has(messageKey(hashOf(message)).pk);
        if (taken) this.grants.set(idempotencyKey(message), 'taken');
        return !taken;
      });
      return this.claim(free, person);
    });
  }

  private claim(free: readonly MessageIdentity[], person: PersonItem | undefined): Claim[] {
    const { at, caps } = this.terms;
    const sends = this.stillCounting(person?.sends ?? {});
    const messages: MessageIdentity[] = [];
    for (const message of free.slice(0, MOST_OF_A_PERSON)) {
      if (hashOf(message) in sends) continue; // granted between the two reads: looked at again, and then taken
      if (capReached(Object.values(sends), caps, at)) this.grants.set(idempotencyKey(message), 'cap');
      else {
        sends[hashOf(message)] = at.getTime();
        messages.push(message);
      }
    }
    const [first] = messages;
    if (!first) return [];
    const seen = person?.version;
    const changed = { ...personKey(first.recipient), sends, version: (seen ?? 0) + 1, expires: personExpires(Math.max(...Object.values(sends))) };
    const condition = seen === undefined ? { ConditionExpression: 'attribute_not_exists(pk)' } : { ConditionExpression: 'version = :seen', ExpressionAttributeValues: { ':seen': seen } };
    const puts = messages.map((message): Action => ({ Put: { Item: messageItem(message, { ...this.terms, reservation: this.id }), ConditionExpression: 'attribute_not_exists(pk)' } }));
    return [{ messages, actions: [{ Put: { Item: changed, ...condition } }, ...puts] }];
  }

  /** Without what is so old that no cap looks back to it. What a clock gone back says is still to come, counts. */
  private stillCounting(sends: Readonly<Record<string, number>>): Record<string, number> {
    const days = Math.max(SHORTEST_HISTORY_DAYS, ...this.terms.caps.map((cap) => cap.days));
    const oldest = this.terms.at.getTime() - days * DAY_MS;
    return Object.fromEntries(Object.entries(sends).filter(([, at]) => at > oldest));
  }
}

/** As many claims to a transaction as it takes. */
function packed(claims: readonly Claim[]): Claim[][] {
  const packs: { claims: Claim[]; size: number }[] = [];
  for (const claim of claims) {
    const last = packs.at(-1);
    if (last && last.size + claim.actions.length <= MOST_ACTIONS) {
      last.claims.push(claim);
      last.size += claim.actions.length;
    } else {
      packs.push({ claims: [claim], size: claim.actions.length });
    }
  }
  return packs.map((pack) => pack.claims);
}
