import type { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import type { Party } from '@parley/contract';
import { Construct } from 'constructs';
import type { PolicyStatement } from '../iam/policy-statement';
import { EncryptionKey } from '../keys/encryption-key';
import { ACTIVATION_TABLES } from '../names';
import { itemTable } from '../stores/item-table';

type TableName = keyof typeof ACTIVATION_TABLES;

const [READ, WRITE] = [
  ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'],
  ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'],
];

/** The tables that sending rests on, under one key that nothing else has. */
export class ActivationTables extends Construct {
  readonly key: KmsKey;
  readonly #arns: Readonly<Record<string, string>>;
  readonly #region: string;

  constructor(scope: Construct, id: string, { party, region }: { party: Party; region: string }) {
    super(scope, id);
    this.#region = region;
    this.key = new EncryptionKey(this, 'key', { account: party.account, purpose: 'What was sent, consent, and messages inside the app', alias: 'parley-owner-activation-tables' }).key;
    this.#arns = Object.fromEntries(Object.entries(ACTIVATION_TABLES).map(([table, name]) => [table, itemTable(this, table, { name, keyArn: this.key.arn, partitionKey: 'pk', sortKey: 'sk' }).arn]));
  }

  /** What a role needs to read tables, and to write some. No role may scan a table, or change one. */
  access({ read = [], write = [] }: { read?: readonly TableName[]; write?: readonly TableName[] }): PolicyStatement[] {
    const arns = (tables: readonly TableName[]): string[] => tables.map((table) => this.#arns[table] ?? '');
    return [
      { Sid: 'TablesRead', Effect: 'Allow', Action: READ, Resource: arns([...new Set([...read, ...write])]) },
      ...(write.length === 0 ? [] : [{ Sid: 'TablesWrite', Effect: 'Allow' as const, Action: WRITE, Resource: arns(write) }]),
      { Sid: 'TablesKey', Effect: 'Allow', Action: 'kms:Decrypt', Resource: this.key.arn, Condition: { StringEquals: { 'kms:ViaService': `dynamodb.${this.#region}.amazonaws.com` } } },
    ];
  }
}
