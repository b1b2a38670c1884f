import type { PersonRecords } from '@parley/erasure';
import { DynamoInbox } from './dynamo-inbox';
import type { ItemTable } from './item-table';
import { pseudonymiseLedger } from './pseudonymise-ledger';

/** The tables of activation that know people. */
export interface PersonTables {
  ledger: ItemTable;
  deferred: ItemTable;
  consent: ItemTable;
  inbox: ItemTable;
}

/**
 * A person in the tables: messages inside the app, what waits to be sent or could not be, and consents go; the send ledger keeps its
 * items under a pseudonym. Suppressions hold no one's name, and stay.
 */
export class DynamoPersonRecords implements PersonRecords {
  constructor(private readonly tables: PersonTables) {}

  async erase({ id, pseudonym }: { id: string; pseudonym: string }): Promise<Readonly<Record<string, number>>> {
    const { ledger, deferred, consent, inbox } = this.tables;
    return {
      deferred: await deleteOf(id, deferred, ['recipient']), // first: a replay takes what waits
      inbox: await new DynamoInbox(inbox).forget(id),
      consent: await deleteOf(id, consent, ['record', 'recipient']),
      ledger: await pseudonymiseLedger(ledger, id, pseudonym),
    };
  }
}

/** Deletes the items whose member at a path is the id. Gives how many. */
async function deleteOf(id: string, table: ItemTable, path: readonly string[]): Promise<number> {
  let deleted = 0;
  const theirs = {
    ConditionExpression: `${path.map((_, index) => `#m${index}`).join('.')} = :id`,
    ExpressionAttributeNames: Object.fromEntries(path.map((name, index) => [`#m${index}`, name])),
    ExpressionAttributeValues: { ':id': id },
  };
  for await (const items of table.scan(theirs)) {
    await table.delete(items);
    deleted += items.length;
  }
  return deleted;
}
