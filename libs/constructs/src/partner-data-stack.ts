import { handOverVariables } from './hand-over-variables';
import { PartyData } from './party-data';
import { PartyStack } from './party-stack';
import type { Party } from '@parley/contract';
import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';

/** The partner's data: a bucket under its own key, a Glue database and its tables. */
export class PartnerDataStack extends PartyStack {
  constructor(scope: Construct, id: string, party: Party) {
    super(scope, id, { party, region: '${var.region}' });
    handOverVariables(this);
    const data = new PartyData(this, 'data', { party, counterparts: ['owner'] });
    new TerraformOutput(this, 'data-bucket', { value: data.store.bucket.bucket });
  }
}
