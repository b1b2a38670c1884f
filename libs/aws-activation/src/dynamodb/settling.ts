import { messageHash, type Outcome, type Settlement } from '@parley/activation';
import { batches } from '../batches';
import { awsActivationErrors } from '../errors';
import { type Action, type Condition, type ItemTable, MOST_ACTIONS } from './item-table';
import { messageKey, type MessageItem, personKey, referenceItem } from './ledger-items';

const MOST_TRIES = 40;

/** Which states an outcome may follow: what is known to be sent stays so, and an unknown one may still become known to be sent. */
const FOLLOWS: Readonly<Record<Outcome, readonly string[]>> = { sent: ['pending', 'unknown'], unknown: ['pending'], failed: ['pending'], throttled: ['pending'] };

/**
 * Writes outcomes, many to a transaction. When one of them may not be written any more, each is looked at and tried alone, and
 * those that may not are left as they are.
 *
 * @param heldBy what this process holds of the message, if it does: it need not be read, and if it is another's by now, it is not settled
 */
export async function settleIn(table: ItemTable, results: readonly Settlement[], heldBy: (key: string) => MessageItem | undefined): Promise<void> {
  const strangers = results.filter(({ key }) => heldBy(key) === undefined);
  const items = await table.get(strangers.map(({ key }) => messageKey(messageHash(key))));
  const changes = results.flatMap((result) => {
    const known = heldBy(result.key) ?? (items.get(messageKey(messageHash(result.key)).pk) as MessageItem | undefined);
    return known && FOLLOWS[result.outcome].includes(known.standing) ? [{ result, known }] : [];
  });
  for (const part of onceAPerson(changes).flatMap((round) => batches(round, MOST_ACTIONS / 2))) {
    if (await table.transact(part.flatMap(({ result, known }) => actionsOf(result, known)))) continue;
    for (const { result } of part) await settleAlone(table, result, heldBy(result.key)?.reservation);
  }
  const told = changes.flatMap(({ result: { outcome, providerId, key }, known: { at } }) => (outcome === 'sent' && providerId !== undefined ? [referenceItem(providerId, messageHash(key), at)] : []));
  await table.put(told);
}

/** A transaction may touch an item once: what else there is of a person goes into the next round. */
function onceAPerson<T extends { known: MessageItem }>(changes: readonly T[]): T[][] {
  const rounds: T[][] = [];
  const seen = new Map<string, number>();
  for (const change of changes) {
    const round = seen.get(change.known.recipient) ?? 0;
    seen.set(change.known.recipient, round + 1);
    (rounds[round] ??= []).push(change);
  }
  return rounds;
}

/** Until it is written, or may not be any more. */
async function settleAlone(table: ItemTable, result: Settlement, reservation: string | undefined): Promise<void> {
  const key = messageKey(messageHash(result.key));
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const item = (await table.get([key])).get(key.pk) as MessageItem | undefined;
    if (!item || !FOLLOWS[result.outcome].includes(item.standing) || (reservation !== undefined && reservation !== item.reservation)) return;
    if (await table.transact(actionsOf(result, item))) return;
    await table.pause(tries);
  }
  throw awsActivationErrors.contended(table.name, 1);
}

/** The item as it becomes, on condition that it still is as it was seen. */
function actionsOf({ key, outcome, providerId }: Settlement, seen: MessageItem): Action[] {
  const { reservation, recipient, standing } = seen;
  const hash = messageHash(key);
  const asSeen: Condition = { ConditionExpression: 'reservation = :reservation AND standing = :standing', ExpressionAttributeValues: { ':reservation': reservation, ':standing': standing } };
  if (outcome === 'failed' || outcome === 'throttled') return [{ Delete: { Key: messageKey(hash), ...asSeen } }, freePlace(recipient, hash)];
  return [{ Put: { Item: { ...seen, standing: outcome, ...(providerId === undefined ? {} : { providerId }) }, ...asSeen } }];
}

/** The message no longer counts for its person's cap. */
function freePlace(recipient: string, hash: string): Action {
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
