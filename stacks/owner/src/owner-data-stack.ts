import { PartyData, PartyStack, type PartyStackProps, SecureBucket } from '@parley/constructs';
import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';

/** The owner's first-party data, and the bucket that query results arrive in: apart from every source bucket, as AWS asks. */
export class OwnerDataStack extends PartyStack {
  readonly results: SecureBucket;

  constructor(scope: Construct, id: string, props: PartyStackProps) {
    super(scope, id, props);
    const data = new PartyData(this, 'data', props.party);
    this.results = new SecureBucket(this, 'results', {
      bucketName: `parley-owner-results-${props.party.account}`,
      purpose: 'Clean room results of Parley',
    });
    new TerraformOutput(this, 'data-bucket', { value: data.store.bucket.bucket });
    new TerraformOutput(this, 'results-bucket', { value: this.results.bucket.bucket });
  }
}
