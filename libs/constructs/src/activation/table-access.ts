import { DataAwsKmsAlias } from '@cdktf/provider-aws/lib/data-aws-kms-alias';
import type { Construct } from 'constructs';
import type { PolicyStatement } from '../iam/policy-statement';
import { ACTIVATION_KEY, ACTIVATION_TABLES, keyAlias } from '../names';

export type TableName = keyof typeof ACTIVATION_TABLES;

/** Where the tables of activation are, and the key that they have alone. */
export interface TablesPlace {
  region: string;
  account: string;
  keyArn: string;
}

export interface TableUse {
  read?: readonly TableName[];
  /** These are read too. */
  write?: readonly TableName[];
  /** Read whole, item by item: for who forgets people. */
  scan?: readonly TableName[];
}

const [READ, WRITE] = [
  ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'],
  ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:BatchWriteItem', 'dynamodb:ConditionCheckItem'],
];

/** What a role needs to read tables, and to write some. No role may change a table. */
export function tableAccess({ region, account, keyArn }: TablesPlace, { read = [], write = [], scan = [] }: TableUse): PolicyStatement[] {
  const arns = (tables: readonly TableName[]): string[] => tables.map((table) => `arn:aws:dynamodb:${region}:${account}:table/${ACTIVATION_TABLES[table]}`);
  return [
    { Sid: 'TablesRead', Effect: 'Allow', Action: READ, Resource: arns([...new Set([...read, ...write])]) },
    ...(write.length === 0 ? [] : [{ Sid: 'TablesWrite', Effect: 'Allow' as const, Action: WRITE, Resource: arns(write) }]),
    ...(scan.length === 0 ? [] : [{ Sid: 'TablesScan', Effect: 'Allow' as const, Action: 'dynamodb:Scan', Resource: arns(scan) }]),
    { Sid: 'TablesKey', Effect: 'Allow', Action: 'kms:Decrypt', Resource: keyArn, Condition: { StringEquals: { 'kms:ViaService': `dynamodb.${region}.amazonaws.com` } } },
  ];
}

/** The tables that the activation stack makes, found by name from another. */
export const foundTables = (scope: Construct, { region, account }: Omit<TablesPlace, 'keyArn'>): TablesPlace => ({
  region,
  account,
  keyArn: new DataAwsKmsAlias(scope, 'tables-key', { name: keyAlias(ACTIVATION_KEY) }).targetKeyArn,
});
