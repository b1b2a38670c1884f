import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { Glue } from '@aws-sdk/client-glue';
import { S3 } from '@aws-sdk/client-s3';
import { SecretsManager } from '@aws-sdk/client-secrets-manager';
import { setUpPair } from '@parley/collaboration-setup';
import { type Contract, normalizedColumns, pairDatabase, type Party, relationName } from '@parley/contract';
import type { Plan } from '@parley/owner-plan';
import { ownerFiles } from '@parley/owner-runtime';
import { STEP_APPS, type StepApp } from '@parley/pipeline';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventQueue, type EventQueue } from './event-queue';
import type { LocalCloud } from './local-cloud';
import { type LocalFunction, startFunction } from './local-function';

export const TABLES = { LEDGER_TABLE: 'parley-owner-send-ledger', DEFERRED_TABLE: 'parley-owner-deferred', CONSENT_TABLE: 'parley-owner-consent', INBOX_TABLE: 'parley-owner-inbox' };
const BUSES = { partners: 'parley-owner-partners', custom: 'parley-owner-custom' };
const PARQUET = 'org.apache.hadoop.hive.ql.io.parquet';

/** All functions and what they stand on, as the stacks would have made it. */
export interface Deployment {
  buckets: Buckets;
  /** By account of the party whose uploads it takes. */
  normalise: ReadonlyMap<string, LocalFunction>;
  /** The transform of Firehose's stream. */
  ingest: LocalFunction;
  steps: ReadonlyMap<StepApp, LocalFunction>;
  /** What arrives on the bus for partners, and on that of the custom channel. */
  announced: EventQueue;
  custom: EventQueue;
  stop(): void;
}

export interface Buckets {
  work: string;
  results: string;
  contacts: string;
  events: string;
  data(party: Pick<Party, 'id' | 'account'>): string;
}

interface Deploying {
  cloud: LocalCloud;
  contract: Contract;
  plan: Plan;
  /** The laptop run's keys: with the same key people have the same hash, and messages the same unsubscribe address. */
  keys: string;
  folder: string;
}

/** The contract's first pair in two accounts. */
export async function deploy(deploying: Deploying): Promise<Deployment> {
  const { cloud, contract, keys } = deploying;
  const { owner } = contract;
  const partner = firstPartner(contract);
  const buckets: Buckets = {
    work: `parley-owner-work-${owner.account}`,
    results: `parley-owner-results-${owner.account}`,
    contacts: `parley-owner-contacts-${owner.account}`,
    events: `parley-owner-events-${owner.account}`,
    data: ({ id, account }) => `parley-${id}-data-${account}`,
  };
  for (const name of [buckets.work, buckets.results, buckets.contacts, buckets.events]) await bucket(cloud, owner.account, name);
  for (const [party, counterpart] of [[owner, partner.id], [partner, owner.id]] as const) {
    await bucket(cloud, party.account, buckets.data(party));
    await glueTables(cloud, party, counterpart, buckets.data(party));
  }
  const secrets = new SecretsManager(cloud.as(owner.account));
  const pairKey = await secret(secrets, `parley-pair-${partner.id}`, join(keys, `pair-${partner.id}.key`));
  const unsubscribeKey = await secret(secrets, 'parley-unsubscribe', join(keys, 'unsubscribe.key'));
  await dynamoTables(cloud, owner.account);
  const announced = await eventQueue(cloud, owner.account, BUSES.partners, { source: ['parley.partner'], 'detail-type': ['PartnerDataReady'], account: [partner.account], detail: { party: [partner.id] } });
  const custom = await eventQueue(cloud, owner.account, BUSES.custom, { source: ['parley.owner'] });
  const { membershipId } = await setUpPair({ contract, partner: partner.id, connections: { owner: cloud.as(owner.account), partner: cloud.as(partner.account) } });
  const environment = { WORK_BUCKET: buckets.work, RESULTS_BUCKET: buckets.results, SOURCE_BUCKET: buckets.data(owner), CONTACTS_BUCKET: buckets.contacts, MEMBERSHIPS: JSON.stringify({ [partner.id]: membershipId }), UNSUBSCRIBE_KEY_ARN: unsubscribeKey };
  const [normalise, ingest, steps] = await Promise.all([
    normaliseFunctions(deploying, partner, { buckets, pairKey, busArn: announced.busArn }),
    startFunction({ app: 'ingest-events', files: {}, environment: cloud.environment(owner.account), folder: join(deploying.folder, 'ingest-events') }),
    stepFunctions(deploying, environment, { 'build-features': { EVENTS_BUCKET: buckets.events } }),
  ]);
  const stop = (): void => [...normalise.values(), ingest, ...steps.values()].forEach((one) => one.stop());
  return { buckets, normalise, ingest, steps, announced, custom, stop };
}

export function firstPartner({ partners: [partner] }: Contract): Party {
  if (!partner) throw new Error('a contract without a partner');
  return partner;
}

interface Given {
  buckets: Buckets;
  pairKey: string;
  busArn: string;
}

/** Each in its party's account; the owner's also writes the contacts, the partner's also tells the owner. */
async function normaliseFunctions({ cloud, contract, plan, folder }: Deploying, partner: Party, { buckets, pairKey, busArn }: Given): Promise<Map<string, LocalFunction>> {
  const { owner } = contract;
  const make = (party: Party, more: Record<string, string>): Promise<LocalFunction> =>
    startFunction({ app: 'normalize-partner', files: { 'party.json': JSON.stringify(party) }, environment: { ...cloud.environment(party.account), HASH_KEY_ARN: pairKey, ...more }, folder: join(folder, `normalise-${party.id}`) });
  const [ours, theirs] = await Promise.all([
    make(owner, { COUNTERPART: partner.id, CONTACTS_BUCKET: buckets.contacts, CONTACTS_TABLE: plan.contacts.table }),
    make(partner, { COUNTERPART: owner.id, OWNER_BUS_ARN: busArn }),
  ]);
  return new Map([[owner.account, ours], [partner.account, theirs]]);
}

const CHANNELS = { CONFIGURATION_SET: 'parley-owner', SMS_ORIGINATION_IDENTITY: 'pool-parley', PUSH_APPLICATION_ID: 'parley', CUSTOM_BUS: BUSES.custom };
/** There is no service here to be kind to. */
const FAST = Object.fromEntries(['EMAIL', 'SMS', 'PUSH', 'IN_APP', 'CUSTOM'].map((channel) => [`${channel}_RATE`, '10000']));

async function stepFunctions({ cloud, contract, plan, folder }: Deploying, environment: Record<string, string>, given: Partial<Record<StepApp, Record<string, string>>>): Promise<Map<StepApp, LocalFunction>> {
  const files = await ownerFiles(contract, plan);
  const more: Partial<Record<StepApp, Record<string, string>>> = { ...given, 'build-segments': { CONSENT_TABLE: TABLES.CONSENT_TABLE }, 'activate-segments': { ...TABLES, ...CHANNELS, ...FAST } };
  const started = STEP_APPS.map(async (app) => [app, await startFunction({ app, files, environment: { ...cloud.environment(contract.owner.account), ...environment, ...more[app] }, folder: join(folder, app) })] as const);
  return new Map(await Promise.all(started));
}

async function bucket(cloud: LocalCloud, account: string, Bucket: string): Promise<void> {
  const s3 = new S3(cloud.as(account));
  await s3.createBucket({ Bucket });
  await s3.putBucketVersioning({ Bucket, VersioningConfiguration: { Status: 'Enabled' } });
}

async function secret(secrets: SecretsManager, Name: string, file: string): Promise<string> {
  const { ARN = '' } = await secrets.createSecret({ Name, SecretString: readFileSync(file, 'utf8').trim() });
  return ARN;
}

/** Exactly the columns that normalising writes. */
async function glueTables(cloud: LocalCloud, party: Party, counterpart: string, bucketName: string): Promise<void> {
  const glue = new Glue(cloud.as(party.account));
  const DatabaseName = pairDatabase(party.id, counterpart);
  await glue.createDatabase({ DatabaseInput: { Name: DatabaseName } });
  for (const table of party.tables.filter(({ allowedColumns }) => allowedColumns)) {
    const Name = relationName(table.name);
    await glue.createTable({
      DatabaseName,
      TableInput: {
        Name,
        TableType: 'EXTERNAL_TABLE',
        Parameters: { classification: 'parquet' },
        StorageDescriptor: {
          Location: `s3://${bucketName}/${DatabaseName}/${Name}/`,
          InputFormat: `${PARQUET}.MapredParquetInputFormat`,
          OutputFormat: `${PARQUET}.MapredParquetOutputFormat`,
          SerdeInfo: { SerializationLibrary: `${PARQUET}.serde.ParquetHiveSerDe` },
          Columns: normalizedColumns(table).map(({ name, type }) => ({ Name: name, Type: type })),
        },
      },
    });
  }
}

async function dynamoTables(cloud: LocalCloud, account: string): Promise<void> {
  const dynamo = new DynamoDB(cloud.as(account));
  for (const TableName of Object.values(TABLES)) {
    await dynamo.createTable({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }, { AttributeName: 'sk', KeyType: 'RANGE' }],
      AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
    });
  }
}
