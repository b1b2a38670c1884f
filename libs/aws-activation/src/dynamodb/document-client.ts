import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Connection } from '../channels/connection';

/** A client for the tables. Unlike the channels' it retries: every write is conditional, idempotent or under a token. */
export function documentClient({ region, endpoint, credentials }: Connection): DynamoDBDocumentClient {
  const client = new DynamoDBClient({ region, ...(endpoint === undefined ? {} : { endpoint }), ...(credentials === undefined ? {} : { credentials }) });
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}
