import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketNotification } from '@cdktf/provider-aws/lib/s3-bucket-notification';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { Construct } from 'constructs';
import { keyAlias } from './names';
import type { BucketPlace } from './stores/bucket-access';

export interface SecureBucketProps {
  /** Globally unique: put the account id in it. */
  bucketName: string;
  /** What the key protects, for its description. */
  purpose: string;
  /** After which an object is deleted; without it, never. */
  retentionDays?: number;
  /** Whether EventBridge is told what arrives. */
  tells?: boolean;
}

const [OLD_VERSION_DAYS, UNFINISHED_DAYS] = [30, 7];

/**
 * A bucket as every bucket of Parley is: under a key of its own that rotates, versioned, closed to the public, owned by
 * its account, and deaf to plain HTTP. Objects leave when their time is over, if it ends, old versions a month after they were replaced.
 *
 * @example
 * new SecureBucket(this, 'data', { bucketName: `parley-${account}-data`, purpose: 'partner data', retentionDays: 180 });
 */
export class SecureBucket extends Construct {
  readonly bucket: S3Bucket;
  readonly key: KmsKey;
  readonly place: BucketPlace;

  constructor(scope: Construct, id: string, { bucketName, purpose, retentionDays, tells = false }: SecureBucketProps) {
    super(scope, id);
    this.key = new KmsKey(this, 'key', { description: purpose, enableKeyRotation: true, deletionWindowInDays: 30 });
    new KmsAlias(this, 'key-name', { name: keyAlias(bucketName), targetKeyId: this.key.id });
    this.bucket = new S3Bucket(this, 'bucket', { bucket: bucketName });
    this.place = { arn: this.bucket.arn, keyArn: this.key.arn };
    const bucket = this.bucket.id;
    new S3BucketVersioningA(this, 'versioning', { bucket, versioningConfiguration: { status: 'Enabled' } });
    new S3BucketServerSideEncryptionConfigurationA(this, 'encryption', {
      bucket,
      rule: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: this.key.arn },
          bucketKeyEnabled: true,
        },
      ],
    });
    new S3BucketLifecycleConfiguration(this, 'lifecycle', {
      bucket,
      rule: [
        ...(retentionDays === undefined ? [] : [{ id: 'retention', status: 'Enabled', filter: [{ prefix: '' }], expiration: [{ days: retentionDays }] }]),
        { id: 'old-versions', status: 'Enabled', filter: [{ prefix: '' }], noncurrentVersionExpiration: [{ noncurrentDays: OLD_VERSION_DAYS }] },
        { id: 'unfinished', status: 'Enabled', filter: [{ prefix: '' }], abortIncompleteMultipartUpload: [{ daysAfterInitiation: UNFINISHED_DAYS }] },
        { id: 'tiering', status: 'Enabled', filter: [{ prefix: '' }], transition: [{ days: 0, storageClass: 'INTELLIGENT_TIERING' }] },
      ],
    });
    new S3BucketPublicAccessBlock(this, 'no-public-access', {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    if (tells) new S3BucketNotification(this, 'arrivals', { bucket, eventbridge: true });
    new S3BucketOwnershipControls(this, 'ownership', { bucket, rule: { objectOwnership: 'BucketOwnerEnforced' } });
    new S3BucketPolicy(this, 'tls-only', { bucket, policy: tlsOnly(this.bucket.arn) });
  }
}

function tlsOnly(bucketArn: string): string {
  const refusePlainHttp = {
    Sid: 'RefusePlainHttp',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [bucketArn, `${bucketArn}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
  return JSON.stringify({ Version: '2012-10-17', Statement: [refusePlainHttp] });
}
