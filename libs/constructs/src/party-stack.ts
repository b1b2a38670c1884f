import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import type { Party } from '@parley/contract';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { useState } from './state-backend';

export interface PartyStackProps {
  party: Party;
  /** Fixed text, or a Terraform variable where the hand-over brings it. */
  region: string;
}

/**
 * One stack of one party, in that party's account and no other: the provider refuses credentials of any other account.
 *
 * @example
 * class PartnerData extends PartyStack { … }
 * new PartnerData(app, 'partner-sample-data', { party, region: 'us-east-1' });
 */
export class PartyStack extends TerraformStack {
  readonly party: Party;

  constructor(scope: Construct, id: string, { party, region }: PartyStackProps) {
    super(scope, id);
    this.party = party;
    useState(this, party, id);
    new AwsProvider(this, 'aws', {
      region,
      allowedAccountIds: [party.account],
      defaultTags: [{ tags: { project: 'parley', party: party.id, stack: id } }],
    });
  }
}
