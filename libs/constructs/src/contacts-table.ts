import type { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import type { Party } from '@parley/contract';
import { Construct } from 'constructs';
import { EncryptionKey } from './keys/encryption-key';
import { contactsTableName } from './names';
import { itemTable } from './stores/item-table';

/**
 * Whom the owner may write to: one item a customer, with addresses, consent and zone. Apart from every bucket that Clean Rooms or
 * a partner's rule has anything to do with.
 */
export class ContactsTable extends Construct {
  readonly table: DynamodbTable;

  constructor(scope: Construct, id: string, owner: Party) {
    super(scope, id);
    const name = contactsTableName(owner);
    const { key } = new EncryptionKey(this, 'key', { account: owner.account, purpose: `Contacts of ${owner.name}`, alias: name });
    this.table = itemTable(this, 'table', { name, keyArn: key.arn, partitionKey: 'customer_key' });
  }
}
