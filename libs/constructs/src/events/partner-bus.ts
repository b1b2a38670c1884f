import { CloudwatchEventBus } from '@cdktf/provider-aws/lib/cloudwatch-event-bus';
import { CloudwatchEventBusPolicy } from '@cdktf/provider-aws/lib/cloudwatch-event-bus-policy';
import type { Party } from '@parley/contract';
import { Construct } from 'constructs';
import { policyDocument, type ResourceStatement } from '../iam/policy-statement';
import { normalizeName, PARTNER_BUS } from '../names';

/** Source and detail-type of the one event that a partner may send. */
export const PARTNER_EVENT = { source: 'parley.partner', detailType: 'PartnerDataReady' } as const;

/**
 * The owner's bus for partners: the function that normalises, of each partner and no other role, may put one kind of event on it.
 * The role is named by a condition, since AWS refuses a principal that does not exist yet.
 */
export class PartnerBus extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, partners: readonly Party[]) {
    super(scope, id);
    const bus = new CloudwatchEventBus(this, 'bus', { name: PARTNER_BUS, description: 'Partners tell that new data is ready' });
    this.arn = bus.arn;
    if (partners.length === 0) return; // nobody to let in: AWS refuses an empty policy
    const statements = partners.map((partner, index): ResourceStatement => ({
      Sid: `Partner${index}`,
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${partner.account}:root` },
      Action: 'events:PutEvents',
      Resource: bus.arn,
      Condition: {
        StringEquals: { 'events:source': PARTNER_EVENT.source, 'events:detail-type': PARTNER_EVENT.detailType },
        ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${partner.account}:role/${normalizeName(partner, 'owner')}` },
      },
    }));
    new CloudwatchEventBusPolicy(this, 'policy', { eventBusName: bus.name, policy: policyDocument(statements) });
  }
}
