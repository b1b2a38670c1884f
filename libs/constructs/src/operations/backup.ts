import { BackupPlan } from '@cdktf/provider-aws/lib/backup-plan';
import { BackupSelection } from '@cdktf/provider-aws/lib/backup-selection';
import { BackupVault } from '@cdktf/provider-aws/lib/backup-vault';
import { Construct } from 'constructs';
import { LeastPrivilegeRole } from '../iam/least-privilege-role';
import type { PolicyStatement } from '../iam/policy-statement';
import { EncryptionKey } from '../keys/encryption-key';

export interface BackupProps {
  name: string;
  account: string;
  region: string;
  bucketArn: string;
  bucketKeyArn: string;
  tableArns: readonly string[];
  /** The one key of the tables. */
  tableKeyArn: string;
  keepDays: number;
}

const AT_FOUR = 'cron(0 4 * * ? *)';

/** A daily copy of a bucket and tables in a vault under a key of its own, kept no longer than the data itself may be. */
export class Backup extends Construct {
  constructor(scope: Construct, id: string, props: BackupProps) {
    super(scope, id);
    const { name, account, bucketArn, tableArns, keepDays } = props;
    const { key } = new EncryptionKey(this, 'key', { account, purpose: `Backups: ${name}`, alias: name });
    const vault = new BackupVault(this, 'vault', { name, kmsKeyArn: key.arn });
    const plan = new BackupPlan(this, 'plan', {
      name,
      rule: [{ ruleName: 'daily', targetVaultName: vault.name, schedule: AT_FOUR, startWindow: 60, completionWindow: 720, lifecycle: { deleteAfter: keepDays } }],
    });
    const { role } = new LeastPrivilegeRole(this, 'role', {
      name,
      description: 'AWS Backup copies the data bucket and the tables of sending with this role',
      trust: [{ Sid: 'Backup', Effect: 'Allow', Principal: { Service: 'backup.amazonaws.com' }, Action: 'sts:AssumeRole', Condition: { StringEquals: { 'aws:SourceAccount': account } } }],
      statements: statements(props),
      everyResource: { Measure: 'CloudWatch and the listing of rules know no resource' },
    });
    new BackupSelection(this, 'selection', { name, planId: plan.id, iamRoleArn: role.arn, resources: [bucketArn, ...tableArns] });
  }
}

/** What the managed policies for S3 and DynamoDB backup allow, for this bucket and these tables alone (AWS Backup Developer Guide, read 2026-11). */
function statements({ account, region, bucketArn, bucketKeyArn, tableArns, tableKeyArn }: BackupProps): PolicyStatement[] {
  return [
    {
      Sid: 'Bucket',
      Effect: 'Allow',
      Action: [
        's3:GetBucketAcl', 's3:GetBucketLocation', 's3:GetBucketNotification', 's3:GetBucketTagging', 's3:GetBucketVersioning',
        's3:GetInventoryConfiguration', 's3:ListBucket', 's3:ListBucketVersions', 's3:PutBucketNotification', 's3:PutInventoryConfiguration',
      ],
      Resource: bucketArn,
    },
    {
      Sid: 'Objects',
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:GetObjectAcl', 's3:GetObjectTagging', 's3:GetObjectVersion', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging'],
      Resource: `${bucketArn}/*`,
    },
    { Sid: 'Decrypt', Effect: 'Allow', Action: ['kms:Decrypt', 'kms:DescribeKey'], Resource: bucketKeyArn, Condition: { StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` } } },
    {
      Sid: 'Changes',
      Effect: 'Allow',
      Action: ['events:DeleteRule', 'events:DescribeRule', 'events:DisableRule', 'events:EnableRule', 'events:ListTargetsByRule', 'events:PutRule', 'events:PutTargets', 'events:RemoveTargets'],
      Resource: `arn:aws:events:${region}:${account}:rule/AwsBackupManagedRule*`,
    },
    { Sid: 'Measure', Effect: 'Allow', Action: ['cloudwatch:GetMetricData', 'events:ListRules'], Resource: '*' },
    { Sid: 'Tables', Effect: 'Allow', Action: ['dynamodb:DescribeTable', 'dynamodb:ListTagsOfResource', 'dynamodb:StartAwsBackupJob'], Resource: [...tableArns] },
    { Sid: 'TableKey', Effect: 'Allow', Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: tableKeyArn, Condition: { StringEquals: { 'kms:ViaService': `dynamodb.${region}.amazonaws.com` } } },
  ];
}
