import { type BucketPlace, contactsBucketName, dataBucketName, foundBucket, resultsBucketName, workBucketName } from '@parley/constructs';
import type { Party } from '@parley/contract';
import type { Construct } from 'constructs';

/** The owner's buckets, which the data stack makes. */
export interface OwnerPlaces {
  /** Hashed tables, uploads. */
  data: BucketPlace;
  /** What queries of the clean room released. */
  results: BucketPlace;
  /** What runs write. */
  work: BucketPlace;
  /** Addresses. */
  contacts: BucketPlace;
}

/** Finds them by name: the data stack's state is not another's to read. */
export const ownerPlaces = (scope: Construct, owner: Party): OwnerPlaces => ({
  data: foundBucket(scope, 'data', dataBucketName(owner)),
  results: foundBucket(scope, 'results', resultsBucketName(owner)),
  work: foundBucket(scope, 'work', workBucketName(owner)),
  contacts: foundBucket(scope, 'contacts', contactsBucketName(owner)),
});
