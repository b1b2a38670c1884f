import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission';
import { type Party, pairDatabase } from '@parley/contract';
import { Construct } from 'constructs';
import type { PolicyStatement } from '../iam/policy-statement';
import { normalizeRoleName } from '../names';
import type { SecureBucket } from '../secure-bucket';
import { LambdaApp } from './lambda-app';

export interface NormalizeAppProps {
  party: Party;
  counterpart: string;
  region: string;
  store: SecureBucket;
  /** ARN of the secret with the pair's hash key, and the account it is of. */
  hashKeyArn: string;
  hashKeyAccount: string;
  /** Zips, by `bundleFunction` and `duckDbLayer`. */
  code: string;
  layer: string;
  topicArn: string;
}

/**
 * Normalises what arrives below `incoming/` of a party's bucket: hashes identifiers under the pair's key, writes the pair's
 * tables, and puts aside what it can't take.
 */
export class NormalizeApp extends Construct {
  constructor(scope: Construct, id: string, props: NormalizeAppProps) {
    super(scope, id);
    const { party, region, store, hashKeyArn } = props;
    const name = normalizeRoleName(party);
    const app = new LambdaApp(this, 'app', {
      ...props,
      name,
      roleName: name,
      description: `Normalises what ${party.name} uploads`,
      account: party.account,
      environment: { HASH_KEY_ARN: hashKeyArn, COUNTERPART: props.counterpart },
      memoryMb: 10_240, // up to 1 kB a row, for half a GB of rows
      scratchMb: 4096,
      timeoutSeconds: 900,
      concurrency: 2,
      statements: statements(props),
    });
    const rule = new CloudwatchEventRule(this, 'arrived', {
      name,
      description: `Something arrived below incoming/ of ${party.name}'s bucket`,
      eventPattern: JSON.stringify({ source: ['aws.s3'], 'detail-type': ['Object Created'], detail: { bucket: { name: [store.bucket.bucket] }, object: { key: [{ prefix: 'incoming/' }] } } }),
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

function statements({ party, counterpart, region, store, hashKeyArn, hashKeyAccount }: NormalizeAppProps): PolicyStatement[] {
  const bucket = store.bucket.arn;
  const database = pairDatabase(party.id, counterpart);
  const written = [`${bucket}/${database}/*`, `${bucket}/receipts/${database}/*`, `${bucket}/quarantine/*`];
  return [
    { Sid: 'Find', Effect: 'Allow', Action: 's3:ListBucket', Resource: bucket },
    { Sid: 'Read', Effect: 'Allow', Action: 's3:GetObject', Resource: [`${bucket}/incoming/*`, ...written] },
    { Sid: 'Write', Effect: 'Allow', Action: 's3:PutObject', Resource: written },
    { Sid: 'Encrypt', Effect: 'Allow', Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: store.key.arn, Condition: { StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` } } },
    { Sid: 'HashKey', Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: hashKeyArn },
    {
      Sid: 'OpenHashKey', // the owner's key, which names this role and no other of the account
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: `arn:aws:kms:${region}:${hashKeyAccount}:key/*`,
      Condition: { StringEquals: { 'kms:ViaService': `secretsmanager.${region}.amazonaws.com` }, ArnEquals: { 'kms:EncryptionContext:SecretARN': hashKeyArn } },
    },
  ];
}
