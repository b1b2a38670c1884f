import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import type { Party } from '@parley/contract';
import { Construct } from 'constructs';
import { EncryptionKey } from './keys/encryption-key';
import { contactsTableName } from './names';

/**
 * Whom the owner may write to: one item a customer, with addresses, consent and zone. Apart from every bucket that Clean Rooms or
 * a partner's rule has anything to do with; items leave by their `expires`, seconds since 1970.
 */
export class ContactsTable extends Construct {
  readonly table: DynamodbTable;

  constructor(scope: Construct, id: string, owner: Party) {
    super(scope, id);
    const name = contactsTableName(owner);
    const { key } = new EncryptionKey(this, 'key', { account: owner.account, purpose: `Contacts of ${owner.name}`, alias: name });
    this.table = new DynamodbTable(this, 'table', {
      name,
      billingMode: 'PAY_PER_REQUEST',
      hashKey: 'customer_key',
      attribute: [{ name: 'customer_key', type: 'S' }],
      ttl: { attributeName: 'expires', enabled: true },
      pointInTimeRecovery: { enabled: true },
      serverSideEncryption: { enabled: true, kmsKeyArn: key.arn },
      deletionProtectionEnabled: true,
    });
  }
}
