import { contactsBucketName, forgottenBucketName, PartyData, PartyStack, resultsBucketName, SecureBucket, workBucketName } from '@parley/constructs';
import type { Contract } from '@parley/contract';
import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';

/**
 * The owner's first-party data, its contacts, the bucket that query results arrive in, apart from every source bucket as AWS asks, and
 * the one that runs work in, and the list of forgotten people: each under a key of its own.
 */
export class OwnerDataStack extends PartyStack {
  constructor(scope: Construct, id: string, { owner, partners, terms }: Contract) {
    super(scope, id, { party: owner, region: terms.region });
    const { retentionDays } = owner;
    const data = new PartyData(this, 'data', { party: owner, counterparts: partners.map((partner) => partner.id) });
    const results = new SecureBucket(this, 'results', { bucketName: resultsBucketName(owner), purpose: 'Clean room results of Parley', retentionDays });
    new SecureBucket(this, 'work', { bucketName: workBucketName(owner), purpose: 'Runs of Parley: features, models, scores, segments, receipts and reports', retentionDays });
    new SecureBucket(this, 'contact-files', { bucketName: contactsBucketName(owner), purpose: `Files of contacts of ${owner.name}`, retentionDays });
    new SecureBucket(this, 'forgotten', { bucketName: forgottenBucketName(owner), purpose: `Who was forgotten by ${owner.name}: salted hashes, which must outlast what they keep out` });
    new TerraformOutput(this, 'data-bucket', { value: data.store.bucket.bucket });
    new TerraformOutput(this, 'results-bucket', { value: results.bucket.bucket });
  }
}
