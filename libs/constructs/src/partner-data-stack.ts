import { AlertTopic } from './alarms/alert-topic';
import { sharedTables } from './clean-rooms/table-places';
import { handOverVariables } from './hand-over-variables';
import { LambdaHome } from './lambda-app/lambda-home';
import { lambdaLayer } from './lambda-app/lambda-layer';
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
    const { region, eventBusArn, hashKeyArn, ownerAccount } = handOverVariables(this);
    if (sharedTables(party).every(({ existing }) => existing)) return; // all is there already
    const data = new PartyData(this, 'data', { party, counterparts: ['owner'] });
    const topic = new AlertTopic(this, 'alerts', { party, name: `parley-${party.id}-data-alerts` });
    const home = new LambdaHome(this, 'functions', { party, region: region.stringValue, name: `parley-${party.id}-data`, logs: [`/aws/lambda/parley-${party.id}-*`], topicArn: topic.arn });
    new NormalizeApp(home, 'normalize', {
      counterpart: 'owner',
      bucketName: data.store.bucket.bucket,
      store: data.store.place,
      hashKeyArn: hashKeyArn.stringValue,
      hashKeyAccount: ownerAccount.stringValue,
      busArn: eventBusArn.stringValue,
      code: normalize.code,
      layer: lambdaLayer(home, 'duckdb', `parley-${party.id}-duckdb`, normalize.layer),
    });
    new TerraformOutput(this, 'data-bucket', { value: data.store.bucket.bucket });
  }
}
