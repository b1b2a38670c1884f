import { EventBridge } from '@aws-sdk/client-eventbridge';
import { SecretsManager } from '@aws-sdk/client-secrets-manager';
import { S3 } from '@aws-sdk/client-s3';
import { S3ObjectStore } from '@parley/aws';
import type { Party } from '@parley/contract';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEnvironment } from './environment';
import { ownerBus } from './owner-bus';
import { pairKey } from './pair-key';
import { uploadHandler } from './upload-handler';

const { HASH_KEY_ARN, COUNTERPART, OWNER_BUS_ARN, CONTACTS_BUCKET, CONTACTS_TABLE, FORGOTTEN_LIST } = readEnvironment(process.env);

/** The party as its stack was synthesised from. */
const party = JSON.parse(readFileSync(join(__dirname, 'party.json'), 'utf8')) as Party;

/** The Lambda's entry: EventBridge's "Object Created" of the party's data bucket. */
export const handler = uploadHandler({
  party,
  counterpart: COUNTERPART,
  store: new S3ObjectStore({ client: new S3() }),
  hash: pairKey(new SecretsManager(), HASH_KEY_ARN),
  announce: OWNER_BUS_ARN ? ownerBus(new EventBridge(), OWNER_BUS_ARN) : undefined,
  contacts: CONTACTS_BUCKET && CONTACTS_TABLE ? { table: CONTACTS_TABLE, uri: `s3://${CONTACTS_BUCKET}/contacts/${CONTACTS_TABLE}.parquet` } : undefined,
  forgotten: FORGOTTEN_LIST,
});
