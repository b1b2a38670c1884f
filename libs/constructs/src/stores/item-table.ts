import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import type { Construct } from 'constructs';

export interface ItemTableProps {
  name: string;
  keyArn: string;
  partitionKey: string;
  sortKey?: string;
}

/** A DynamoDB table as each of Parley's is: paid by the request, under a key of the stack's, restorable, protected; items leave by their `expires`, seconds since 1970. */
export function itemTable(scope: Construct, id: string, { name, keyArn, partitionKey, sortKey }: ItemTableProps): DynamodbTable {
  return new DynamodbTable(scope, id, {
    name,
    billingMode: 'PAY_PER_REQUEST',
    hashKey: partitionKey,
    ...(sortKey === undefined ? {} : { rangeKey: sortKey }),
    attribute: [partitionKey, ...(sortKey === undefined ? [] : [sortKey])].map((key) => ({ name: key, type: 'S' })),
    ttl: { attributeName: 'expires', enabled: true },
    pointInTimeRecovery: { enabled: true },
    serverSideEncryption: { enabled: true, kmsKeyArn: keyArn },
    deletionProtectionEnabled: true,
  });
}
