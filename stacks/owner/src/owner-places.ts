import { type BucketPlace, contactsBucketName, dataBucketName, foundBucket, outputBucketName, resultsBucketName } from '@parley/constructs';
import type { Party } from '@parley/contract';
import type { Construct } from 'constructs';

/** The owner's buckets, which the data stack makes. */
export interface OwnerPlaces {
  data: BucketPlace;
  /** Clean room results, and what a run's steps hand on. */
  results: BucketPlace;
  /** Scores, segments, receipts and reports. */
  output: BucketPlace;
  /** Addresses. */
  contacts: BucketPlace;
}

/** Finds them by name: the data stack's state is not another's to read. */
export const ownerPlaces = (scope: Construct, owner: Party): OwnerPlaces => ({
  data: foundBucket(scope, 'data', dataBucketName(owner)),
  results: foundBucket(scope, 'results', resultsBucketName(owner)),
  output: foundBucket(scope, 'output', outputBucketName(owner)),
  contacts: foundBucket(scope, 'contacts', contactsBucketName(owner)),
});
