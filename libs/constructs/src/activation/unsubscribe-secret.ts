import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { SecretsmanagerSecretPolicy } from '@cdktf/provider-aws/lib/secretsmanager-secret-policy';
import { Construct } from 'constructs';
import { policyDocument, type PolicyStatement } from '../iam/policy-statement';
import { EncryptionKey } from '../keys/encryption-key';

export interface UnsubscribeSecretProps {
  account: string;
  region: string;
  /** Names of the roles that may read it. */
  readers: readonly string[];
}

/**
 * What unsubscribe links are signed with. Sending and unsubscribing read it, and nobody else by any policy of theirs. Its value is
 * set with the AWS command, and is no part of any state or code.
 */
export class UnsubscribeSecret extends Construct {
  readonly arn: string;
  /** What a reader's role needs. */
  readonly read: readonly PolicyStatement[];

  constructor(scope: Construct, id: string, { account, region, readers }: UnsubscribeSecretProps) {
    super(scope, id);
    const name = 'parley/unsubscribe-key';
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
    this.read = [
      { Sid: 'UnsubscribeSecret', Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: secret.arn },
      { Sid: 'UnsubscribeKey', Effect: 'Allow', Action: 'kms:Decrypt', Resource: key.arn, Condition: { StringEquals: { 'kms:ViaService': `secretsmanager.${region}.amazonaws.com` } } },
    ];
  }
}
