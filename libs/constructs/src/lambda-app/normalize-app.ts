import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import type { LambdaLayerVersion } from '@cdktf/provider-aws/lib/lambda-layer-version';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission';
import { pairDatabase } from '@parley/contract';
import { Construct } from 'constructs';
import type { PolicyStatement } from '../iam/policy-statement';
import { normalizeName } from '../names';
import type { BucketPlace } from '../stores/bucket-access';
import { LambdaApp } from './lambda-app';
import type { LambdaHome } from './lambda-home';

export interface NormalizeAppProps {
  counterpart: string;
  /** The party's data bucket. */
  bucketName: string;
  store: BucketPlace;
  /** ARN of the secret with the pair's hash key, and the account it is of. */
  hashKeyArn: string;
  hashKeyAccount: string;
  /** Zip, by `bundleFunction`. */
  code: string;
  /** DuckDB. */
  layer: LambdaLayerVersion;
  /** The owner's bus, which is told of new data; the owner's own function tells nobody. */
  busArn?: string;
  /** The owner's own function alone: the place of addresses, and the table of theirs. */
  contacts?: { bucketName: string; place: BucketPlace; table: string };
  /** The owner's own function alone: URI of the list of forgotten people, and the bucket that has nothing else. */
  forgotten?: { list: string; place: BucketPlace };
}

/**
 * Normalises what arrives below `incoming/` of a party's bucket: hashes identifiers under the pair's key, writes the pair's
 * tables, and puts aside what it can't take.
 */
export class NormalizeApp extends Construct {
  constructor(home: LambdaHome, id: string, props: NormalizeAppProps) {
    super(home, id);
    const { party, region } = home;
    const { counterpart, hashKeyArn, busArn, bucketName, contacts, forgotten } = props;
    const name = normalizeName(party, counterpart);
    const app = new LambdaApp(home, `${id}-app`, {
      name,
      description: `Normalises what ${party.name} uploads`,
      code: props.code,
      layer: props.layer,
      environment: {
        HASH_KEY_ARN: hashKeyArn,
        COUNTERPART: counterpart,
        ...(busArn === undefined ? {} : { OWNER_BUS_ARN: busArn }),
        ...(contacts ? { CONTACTS_BUCKET: contacts.bucketName, CONTACTS_TABLE: contacts.table } : {}),
        ...(forgotten ? { FORGOTTEN_LIST: forgotten.list } : {}),
      },
      memoryMb: 10_240, // up to 1 kB a row, for half a GB of rows
      scratchMb: 10_240,
      timeoutSeconds: 900,
      concurrency: 2,
      statements: statements(home, props),
    });
    const rule = new CloudwatchEventRule(this, 'arrived', {
      name,
      description: `Something arrived below incoming/ of ${party.name}'s bucket`,
      eventPattern: JSON.stringify({ source: ['aws.s3'], 'detail-type': ['Object Created'], detail: { bucket: { name: [bucketName] }, object: { key: [{ prefix: 'incoming/' }] } } }),
    });
    new CloudwatchEventTarget(this, 'target', { rule: rule.name, arn: app.function.arn });
    new LambdaPermission(this, 'permission', {
      statementId: 'Arrived',
      action: 'lambda:InvokeFunction',
      functionName: app.function.functionName,
      principal: 'events.amazonaws.com',
      sourceArn: `arn:aws:events:${region}:${party.account}:rule/${name}`,
    });
  }
}

function statements({ party, region }: LambdaHome, { counterpart, store, hashKeyArn, hashKeyAccount, busArn, contacts, forgotten }: NormalizeAppProps): PolicyStatement[] {
  const bucket = store.arn;
  const database = pairDatabase(party.id, counterpart);
  const written = [`${bucket}/${database}/*`, `${bucket}/receipts/${database}/*`, `${bucket}/quarantine/*`];
  return [
    { Sid: 'Find', Effect: 'Allow', Action: 's3:ListBucket', Resource: bucket },
    { Sid: 'Read', Effect: 'Allow', Action: 's3:GetObject', Resource: [`${bucket}/incoming/*`, ...written] },
    { Sid: 'Write', Effect: 'Allow', Action: 's3:PutObject', Resource: written },
    { Sid: 'Encrypt', Effect: 'Allow', Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: store.keyArn, Condition: { StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` } } },
    { Sid: 'HashKey', Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: hashKeyArn },
    {
      Sid: 'OpenHashKey', // the owner's key, which names this role and no other of the account
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: `arn:aws:kms:${region}:${hashKeyAccount}:key/*`,
      Condition: { StringEquals: { 'kms:ViaService': `secretsmanager.${region}.amazonaws.com` }, ArnEquals: { 'kms:EncryptionContext:SecretARN': hashKeyArn } },
    },
    ...(busArn === undefined ? [] : [{ Sid: 'Tell', Effect: 'Allow' as const, Action: 'events:PutEvents', Resource: busArn }]),
    ...(contacts ? writeContacts(region, contacts) : []),
    ...(forgotten ? readForgotten(region, forgotten) : []),
  ];
}

/** Whole, or not there: without the right to list, S3 would not say which. */
function readForgotten(region: string, { place, list }: NonNullable<NormalizeAppProps['forgotten']>): PolicyStatement[] {
  return [
    { Sid: 'ForgottenFind', Effect: 'Allow', Action: 's3:ListBucket', Resource: place.arn },
    { Sid: 'Forgotten', Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::${list.slice('s3://'.length)}` },
    { Sid: 'ForgottenKey', Effect: 'Allow', Action: 'kms:Decrypt', Resource: place.keyArn, Condition: { StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` } } },
  ];
}

/** It writes addresses, and reads none back. */
function writeContacts(region: string, { place, table }: NonNullable<NormalizeAppProps['contacts']>): PolicyStatement[] {
  return [
    { Sid: 'Contacts', Effect: 'Allow', Action: 's3:PutObject', Resource: `${place.arn}/contacts/${table}.parquet` },
    { Sid: 'ContactsKey', Effect: 'Allow', Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: place.keyArn, Condition: { StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` } } },
  ];
}
