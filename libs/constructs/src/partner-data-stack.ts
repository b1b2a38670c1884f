import { AlertTopic } from './alarms/alert-topic';
import { sharedTables } from './clean-rooms/table-places';
import { handOverVariables } from './hand-over-variables';
import { NormalizeApp } from './lambda-app/normalize-app';
import { PartyData } from './party-data';
import { PartyStack } from './party-stack';
import type { Party } from '@parley/contract';
import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';

/** Zips of the function that normalises. */
export interface NormalizeCode {
  code: string;
  layer: string;
}

/** The partner's data: a bucket under its own key, what normalises its uploads, a Glue database and its tables. Empty where the partner has all that itself. */
export class PartnerDataStack extends PartyStack {
  constructor(scope: Construct, id: string, party: Party, normalize: NormalizeCode) {
    super(scope, id, { party, region: '${var.region}' });
    const { region, hashKeyArn, ownerAccount } = handOverVariables(this);
    if (sharedTables(party).every(({ existing }) => existing)) return; // all is there already
    const data = new PartyData(this, 'data', { party, counterparts: ['owner'] });
    const topic = new AlertTopic(this, 'alerts', { party, name: `parley-${party.id}-data-alerts` });
    new NormalizeApp(this, 'normalize', {
      party,
      counterpart: 'owner',
      region: region.stringValue,
      store: data.store,
      hashKeyArn: hashKeyArn.stringValue,
      hashKeyAccount: ownerAccount.stringValue,
      ...normalize,
      topicArn: topic.arn,
    });
    new TerraformOutput(this, 'data-bucket', { value: data.store.bucket.bucket });
  }
}
