import { messageHash, type Outcome, type Settlement } from '@parley/activation';
import { type Action, backOff, type Condition, type ItemTable, MOST_ACTIONS } from './item-table';
import { batches } from '../channels/batches';
import { messageKey, type MessageItem, personKey, referenceItem } from './ledger-items';

const MOST_TRIES = 40;

/** Which states an outcome may follow: what is known to be sent stays so, and an unknown one may still become known to be sent. */
const FOLLOWS: Readonly<Record<Outcome, readonly string[]>> = { sent: ['pending', 'unknown'], unknown: ['pending'], failed: ['pending'], throttled: ['pending'] };

/**
 * Writes outcomes, many to a transaction. When one of them may not be written any more, each is tried alone, and those that
 * may not are left as they are.
 *
 * @param reservationOf the reservation that this process holds the message by: another's message is not settled by it
 */
export async function settleIn(table: ItemTable, results: readonly Settlement[], reservationOf: (key: string) => string | undefined): Promise<void> {
  const items = await table.get(results.map(({ key }) => messageKey(messageHash(key))));
  const changes = results.flatMap((result) => {
    const item = items.get(messageKey(messageHash(result.key)).pk) as MessageItem | undefined;
    const held = reservationOf(result.key);
    if (!item || !FOLLOWS[result.outcome].includes(item.standing) || (held !== undefined && held !== item.reservation)) return [];
    return [{ ...result, item, actions: actionsOf(result, item) }];
  });
  for (const part of batches(changes, MOST_ACTIONS / 2)) {
    if (await table.transact(part.flatMap(({ actions }) => actions))) continue;
    for (const { key, actions, outcome } of part) await settleAlone(table, key, actions, outcome);
  }
  const told = changes.flatMap(({ outcome, providerId, key, item }) => (outcome === 'sent' && providerId !== undefined ? [referenceItem(providerId, messageHash(key), item.at)] : []));
  await table.put(told);
}

/** Until it is written, or may not be any more. A transaction is lost too where another's was in the way. */
async function settleAlone(table: ItemTable, key: string, actions: readonly Action[], outcome: Outcome): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    if (await table.transact(actions)) return;
    const item = (await table.get([messageKey(messageHash(key))])).values().next().value as MessageItem | undefined;
    if (!item || !FOLLOWS[outcome].includes(item.standing)) return;
    await backOff(tries);
  }
}

function actionsOf({ outcome, providerId }: Settlement, item: MessageItem): Action[] {
  const { pk, sk, reservation, recipient, standing } = item;
  const asSeen: Condition = { ConditionExpression: 'reservation = :reservation AND standing = :standing', ExpressionAttributeValues: { ':reservation': reservation, ':standing': standing } };
  if (outcome === 'failed' || outcome === 'throttled') return [{ Delete: { Key: { pk, sk }, ...asSeen } }, freePlace(recipient, pk)];
  const set = providerId === undefined ? 'SET standing = :next' : 'SET standing = :next, providerId = :providerId';
  const values = { ...asSeen.ExpressionAttributeValues, ':next': outcome, ...(providerId === undefined ? {} : { ':providerId': providerId }) };
  return [{ Update: { Key: { pk, sk }, UpdateExpression: set, ...asSeen, ExpressionAttributeValues: values } }];
}

/** The message no longer counts for its person's cap. */
function freePlace(recipient: string, messagePk: string): Action {
  const hash = messagePk.slice(messagePk.indexOf('#') + 1);
  return {
    Update: {
      Key: personKey(recipient),
      UpdateExpression: 'REMOVE sends.#hash ADD version :one',
      ConditionExpression: 'attribute_exists(sends)',
      ExpressionAttributeNames: { '#hash': hash },
      ExpressionAttributeValues: { ':one': 1 },
    },
  };
}
