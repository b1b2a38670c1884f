import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { Construct } from 'constructs';
import { policyDocument, type ResourceStatement } from '../iam/policy-statement';

export interface EncryptionKeyProps {
  /** The account that owns and administers it. */
  account: string;
  /** What it protects. */
  purpose: string;
  /** Without the `alias/`. */
  alias: string;
  /** Who else may use it, and by which way. The account's own roles need a policy of theirs besides. */
  statements?: readonly ResourceStatement[];
}

/** A key of one's own: rotates each year, and is deleted only after 30 days of waiting. */
export class EncryptionKey extends Construct {
  readonly key: KmsKey;

  constructor(scope: Construct, id: string, { account, purpose, alias, statements = [] }: EncryptionKeyProps) {
    super(scope, id);
    const administration: ResourceStatement = { Sid: 'Account', Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'kms:*', Resource: '*' };
    this.key = new KmsKey(this, 'key', {
      description: purpose,
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: policyDocument([administration, ...statements]),
    });
    new KmsAlias(this, 'name', { name: `alias/${alias}`, targetKeyId: this.key.id });
  }
}
