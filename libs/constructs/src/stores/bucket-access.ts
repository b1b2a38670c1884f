import type { PolicyStatement } from '../iam/policy-statement';

/** A bucket by its ARN, and the ARN of its key. */
export interface BucketPlace {
  arn: string;
  keyArn: string;
}

export interface BucketUse {
  /** Begins the statements' Sids. */
  sid: string;
  region: string;
  place: BucketPlace;
  /** Prefixes of keys, each ending in `/`, or `''` for all. */
  read?: readonly string[];
  write?: readonly string[];
}

/** What a role needs to read and write below prefixes of a bucket under its own key: objects alone, and the key through S3 alone. */
export function bucketAccess({ sid, region, place, read = [], write = [] }: BucketUse): PolicyStatement[] {
  const below = (prefixes: readonly string[]): string[] => prefixes.map((prefix) => `${place.arn}/${prefix}*`);
  const found: PolicyStatement[] = [{ Sid: `${sid}Find`, Effect: 'Allow', Action: 's3:ListBucket', Resource: place.arn, Condition: { StringLike: { 's3:prefix': [...new Set([...read, ...write])].map((prefix) => `${prefix}*`) } } }];
  if (read.length > 0) found.push({ Sid: `${sid}Read`, Effect: 'Allow', Action: 's3:GetObject', Resource: below(read) });
  if (write.length > 0) found.push({ Sid: `${sid}Write`, Effect: 'Allow', Action: 's3:PutObject', Resource: below(write) });
  const decrypt = ['kms:Decrypt', ...(write.length > 0 ? ['kms:GenerateDataKey'] : [])];
  return [...found, { Sid: `${sid}Key`, Effect: 'Allow', Action: decrypt, Resource: place.keyArn, Condition: { StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` } } }];
}
