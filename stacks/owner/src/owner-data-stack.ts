import { contactsBucketName, ContactsTable, outputBucketName, PartyData, PartyStack, resultsBucketName, SecureBucket } from '@parley/constructs';
import type { Contract } from '@parley/contract';
import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';

/**
 * The owner's first-party data, its contacts, the bucket that query results and a run's steps write to, and the one for what a run is
 * for: apart from every source bucket, as AWS asks, and each under a key of its own.
 */
export class OwnerDataStack extends PartyStack {
  constructor(scope: Construct, id: string, { owner, partners, terms }: Contract) {
    super(scope, id, { party: owner, region: terms.region });
    const { retentionDays } = owner;
    const data = new PartyData(this, 'data', { party: owner, counterparts: partners.map((partner) => partner.id) });
    const results = new SecureBucket(this, 'results', { bucketName: resultsBucketName(owner), purpose: 'Clean room results of Parley', retentionDays });
    new SecureBucket(this, 'output', { bucketName: outputBucketName(owner), purpose: 'Scores, segments, receipts and reports of Parley', retentionDays });
    new SecureBucket(this, 'contact-files', { bucketName: contactsBucketName(owner), purpose: `Files of contacts of ${owner.name}`, retentionDays });
    new ContactsTable(this, 'contacts', owner);
    new TerraformOutput(this, 'data-bucket', { value: data.store.bucket.bucket });
    new TerraformOutput(this, 'results-bucket', { value: results.bucket.bucket });
  }
}
