import type { Party } from '@parley/contract';
import { Construct } from 'constructs';
import type { PolicyStatement } from '../iam/policy-statement';
import { EncryptionKey } from '../keys/encryption-key';
import { ACTIVATION_KEY, ACTIVATION_TABLES } from '../names';
import { itemTable } from '../stores/item-table';
import { tableAccess, type TablesPlace, type TableUse } from './table-access';

/** The tables that sending rests on, under one key that nothing else has. */
export class ActivationTables extends Construct {
  readonly #place: TablesPlace;

  constructor(scope: Construct, id: string, { party, region }: { party: Party; region: string }) {
    super(scope, id);
    const { account } = party;
    const { key } = new EncryptionKey(this, 'key', { account, purpose: 'What was sent, consent, and messages inside the app', alias: ACTIVATION_KEY });
    this.#place = { region, account, keyArn: key.arn };
    for (const [table, name] of Object.entries(ACTIVATION_TABLES)) itemTable(this, table, { name, keyArn: key.arn, partitionKey: 'pk', sortKey: 'sk' });
  }

  /** What a role needs to read tables, and to write some. */
  access(use: TableUse): PolicyStatement[] {
    return tableAccess(this.#place, use);
  }
}
