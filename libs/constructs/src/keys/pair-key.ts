import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { SecretsmanagerSecretPolicy } from '@cdktf/provider-aws/lib/secretsmanager-secret-policy';
import type { Party } from '@parley/contract';
import { Construct } from 'constructs';
import { policyDocument, type ResourceStatement } from '../iam/policy-statement';
import { normalizeName } from '../names';
import { EncryptionKey } from './encryption-key';

export interface PairKeyProps {
  owner: Party;
  partner: Party;
  region: string;
}

/**
 * The key that a pair hashes identifiers under: a secret of the owner's that the two parties' normalise roles can read, and
 * nobody else by any policy of theirs. Its value is no part of any state or code: docs/partner-onboarding.md
 * says how it is set and changed.
 *
 * The partner's role is named by a condition, since AWS refuses a principal that does not exist yet.
 */
export class PairKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { owner, partner, region }: PairKeyProps) {
    super(scope, id);
    const name = `parley/pair-key/${partner.id}`;
    const readers = [`arn:aws:iam::${owner.account}:role/${normalizeName(owner, partner.id)}`, `arn:aws:iam::${partner.account}:role/${normalizeName(partner, 'owner')}`];
    const accounts = { AWS: [owner, partner].map(({ account }) => `arn:aws:iam::${account}:root`) };
    const { key } = new EncryptionKey(this, 'key', {
      account: owner.account,
      purpose: `Hash key of ${owner.name} and ${partner.name}`,
      alias: name,
      statements: [
        {
          Sid: 'Readers',
          Effect: 'Allow',
          Principal: accounts,
          Action: ['kms:Decrypt', 'kms:DescribeKey'],
          Resource: '*',
          Condition: { ArnEquals: { 'aws:PrincipalArn': readers }, StringEquals: { 'kms:ViaService': `secretsmanager.${region}.amazonaws.com` } },
        },
      ],
    });
    const secret = new SecretsmanagerSecret(this, 'secret', { name, description: `Hash key of ${owner.name} and ${partner.name}`, kmsKeyId: key.arn, recoveryWindowInDays: 30 });
    new SecretsmanagerSecretPolicy(this, 'readers', { secretArn: secret.arn, blockPublicPolicy: true, policy: policyDocument(readOnlyBy(accounts, readers)) });
    this.arn = secret.arn;
  }
}

function readOnlyBy(accounts: { AWS: string[] }, readers: string[]): ResourceStatement[] {
  const read = { Action: 'secretsmanager:GetSecretValue', Resource: '*' };
  return [
    { Sid: 'Readers', Effect: 'Allow', Principal: accounts, ...read, Condition: { ArnEquals: { 'aws:PrincipalArn': readers } } },
    { Sid: 'NobodyElse', Effect: 'Deny', Principal: '*', ...read, Condition: { ArnNotEquals: { 'aws:PrincipalArn': readers } } },
  ];
}
