import { awsActivationErrors } from '../errors';
import type { Action, Condition, Item, ItemTable } from './item-table';
import { hashOf, messageKey, type MessageItem, type OpenItem, OPEN, personKey, referenceKey } from './ledger-items';

const MOST_TRIES = 12;

/**
 * Puts a pseudonym in place of a person's id in the send ledger: in what is open, then in each message, whose key is made of the id,
 * with what finds it by the channel's id. So what was sent is still counted and told of, and nothing of it names the person. Their
 * own item, which counts messages for the cap, goes: nobody sends to a pseudonym. Gives how many items changed.
 *
 * Each message changes in one transaction. Killed, the same call goes on.
 */
export async function pseudonymiseLedger(table: ItemTable, id: string, pseudonym: string): Promise<number> {
  let changed = 0;
  const theirs = { ConditionExpression: 'recipient = :id OR begins_with(pk, :open)', ExpressionAttributeValues: { ':id': id, ':open': OPEN } };
  for await (const items of table.scan(theirs)) {
    for (const open of items.filter(isOpen)) if (await renameInOpen(table, open, id, pseudonym)) changed++;
    for (const message of items.filter(isMessage)) {
      await renameMessage(table, message, pseudonym);
      changed++;
    }
  }
  const own = await table.get([personKey(id)]);
  await table.delete([...own.values()]);
  return changed + own.size;
}

const isOpen = (item: Item): item is OpenItem => item.pk.startsWith(OPEN);
const isMessage = (item: Item): item is MessageItem => !isOpen(item);

/** What a worker closed meanwhile stays closed. */
async function renameInOpen(table: ItemTable, { pk, sk, messages }: OpenItem, id: string, pseudonym: string): Promise<boolean> {
  if (messages.every(({ recipient }) => recipient !== id)) return false;
  const renamed = messages.map((message) => (message.recipient === id ? { ...message, recipient: pseudonym } : message));
  return table.transact([{ Update: { Key: { pk, sk }, UpdateExpression: 'SET messages = :renamed', ConditionExpression: 'attribute_exists(pk)', ExpressionAttributeValues: { ':renamed': renamed } } }]);
}

/** The same message of the pseudonym, in one change with the old one's end; its outcome may have come meanwhile. */
async function renameMessage(table: ItemTable, seen: MessageItem, pseudonym: string): Promise<void> {
  const old = { pk: seen.pk, sk: seen.sk };
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const item = (await table.get([old])).get(old.pk) as MessageItem | undefined;
    if (!item || (await table.transact(await renaming(table, item, pseudonym)))) return;
    await table.pause(tries);
  }
  throw awsActivationErrors.contended(table.name, 1);
}

async function renaming(table: ItemTable, item: MessageItem, pseudonym: string): Promise<Action[]> {
  const { reservation, standing, providerId } = item;
  const hash = hashOf({ ...item, recipient: pseudonym });
  const asSeen: Condition = { ConditionExpression: 'reservation = :reservation AND standing = :standing', ExpressionAttributeValues: { ':reservation': reservation, ':standing': standing } };
  const reference = providerId === undefined ? undefined : (await table.get([referenceKey(providerId)])).get(referenceKey(providerId).pk);
  return [
    { Put: { Item: { ...item, ...messageKey(hash), recipient: pseudonym } } },
    { Delete: { Key: { pk: item.pk, sk: item.sk }, ...asSeen } },
    ...(reference ? [{ Put: { Item: { ...reference, hash } } }] : []),
  ];
}
