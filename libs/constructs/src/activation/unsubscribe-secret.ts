import { DataAwsKmsAlias } from '@cdktf/provider-aws/lib/data-aws-kms-alias';
import { DataAwsSecretsmanagerSecret } from '@cdktf/provider-aws/lib/data-aws-secretsmanager-secret';
import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { SecretsmanagerSecretPolicy } from '@cdktf/provider-aws/lib/secretsmanager-secret-policy';
import { Construct } from 'constructs';
import { policyDocument, type PolicyStatement } from '../iam/policy-statement';
import { EncryptionKey } from '../keys/encryption-key';
import { keyAlias, UNSUBSCRIBE_SECRET } from '../names';

export interface UnsubscribeSecretProps {
  account: string;
  region: string;
  /** Names of the roles that may read it. */
  readers: readonly string[];
}

/** The secret, and what a reader's role needs. */
export interface FoundSecret {
  arn: string;
  read: readonly PolicyStatement[];
}

/**
 * The keys of unsubscribe links, a key a line, newest first. Named roles read them, and nobody else by any policy of theirs.
 * They are set with the AWS command, and are no part of any state or code.
 */
export class UnsubscribeSecret extends Construct implements FoundSecret {
  readonly arn: string;
  readonly read: readonly PolicyStatement[];

  constructor(scope: Construct, id: string, { account, region, readers }: UnsubscribeSecretProps) {
    super(scope, id);
    const name = UNSUBSCRIBE_SECRET;
    const description = 'Signs links for unsubscribing';
    const { key } = new EncryptionKey(this, 'key', { account, purpose: description, alias: name });
    const secret = new SecretsmanagerSecret(this, 'secret', { name, description, kmsKeyId: key.arn, recoveryWindowInDays: 30 });
    const roles = readers.map((reader) => `arn:aws:iam::${account}:role/${reader}`);
    new SecretsmanagerSecretPolicy(this, 'readers', {
      secretArn: secret.arn,
      blockPublicPolicy: true,
      policy: policyDocument([{ Sid: 'NobodyElse', Effect: 'Deny', Principal: '*', Action: 'secretsmanager:GetSecretValue', Resource: '*', Condition: { ArnNotEquals: { 'aws:PrincipalArn': roles } } }]),
    });
    this.arn = secret.arn;
    this.read = readAccess(region, secret.arn, key.arn);
  }
}

/** The secret that the activation stack makes, found by name from another. */
export function foundUnsubscribeSecret(scope: Construct, region: string): FoundSecret {
  const { arn } = new DataAwsSecretsmanagerSecret(scope, 'unsubscribe-secret', { name: UNSUBSCRIBE_SECRET });
  const { targetKeyArn } = new DataAwsKmsAlias(scope, 'unsubscribe-key', { name: keyAlias(UNSUBSCRIBE_SECRET) });
  return { arn, read: readAccess(region, arn, targetKeyArn) };
}

const readAccess = (region: string, arn: string, keyArn: string): PolicyStatement[] => [
  { Sid: 'UnsubscribeSecret', Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: arn },
  { Sid: 'UnsubscribeKey', Effect: 'Allow', Action: 'kms:Decrypt', Resource: keyArn, Condition: { StringEquals: { 'kms:ViaService': `secretsmanager.${region}.amazonaws.com` } } },
];
