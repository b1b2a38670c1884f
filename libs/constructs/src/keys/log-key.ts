import type { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import type { Construct } from 'constructs';
import { EncryptionKey } from './encryption-key';

export interface LogKeyProps {
  /** Of the log group. */
  name: string;
  region: string;
  account: string;
}

/** A key that CloudWatch Logs may use for one log group alone. */
export function logKey(scope: Construct, id: string, { name, region, account }: LogKeyProps): KmsKey {
  const group = `arn:aws:logs:${region}:${account}:log-group:${name}`;
  const { key } = new EncryptionKey(scope, id, {
    account,
    purpose: `Log ${name}`,
    alias: name.replace(/^\//, '').replace(/^aws\//, 'parley/'), // AWS keeps aliases that begin with aws/ for itself
    statements: [
      {
        Sid: 'Log',
        Effect: 'Allow',
        Principal: { Service: `logs.${region}.amazonaws.com` },
        Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncryptFrom', 'kms:ReEncryptTo', 'kms:GenerateDataKey', 'kms:DescribeKey'],
        Resource: '*',
        Condition: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': group } },
      },
    ],
  });
  return key;
}
