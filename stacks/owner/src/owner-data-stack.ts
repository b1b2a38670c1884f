import { ContactsTable, PartyData, PartyStack, resultsBucketName, SecureBucket } from '@parley/constructs';
import type { Contract } from '@parley/contract';
import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';

/** The owner's first-party data, its contacts, and the bucket that query results arrive in: apart from every source bucket, as AWS asks. */
export class OwnerDataStack extends PartyStack {
  readonly results: SecureBucket;

  constructor(scope: Construct, id: string, { owner, partners, terms }: Contract) {
    super(scope, id, { party: owner, region: terms.region });
    const data = new PartyData(this, 'data', { party: owner, counterparts: partners.map((partner) => partner.id) });
    this.results = new SecureBucket(this, 'results', {
      bucketName: resultsBucketName(owner),
      purpose: 'Clean room results of Parley',
      retentionDays: owner.retentionDays,
    });
    new ContactsTable(this, 'contacts', owner);
    new TerraformOutput(this, 'data-bucket', { value: data.store.bucket.bucket });
    new TerraformOutput(this, 'results-bucket', { value: this.results.bucket.bucket });
  }
}
