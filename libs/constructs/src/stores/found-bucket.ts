import { DataAwsKmsAlias } from '@cdktf/provider-aws/lib/data-aws-kms-alias';
import type { Construct } from 'constructs';
import { keyAlias } from '../names';
import type { BucketPlace } from './bucket-access';

/** A bucket that another stack of the party makes, found by its name, and its key by the alias. */
export function foundBucket(scope: Construct, id: string, name: string): BucketPlace {
  return { arn: `arn:aws:s3:::${name}`, keyArn: new DataAwsKmsAlias(scope, `${id}-key`, { name: keyAlias(name) }).targetKeyArn };
}
