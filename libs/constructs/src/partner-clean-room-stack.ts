import { CleanroomsMembership } from '@cdktf/provider-aws/lib/cleanrooms-membership';
import { handOverVariables } from './hand-over-variables';
import { PartyStack } from './party-stack';
import type { Party } from '@parley/contract';
import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';

/** The partner joins the collaboration that the hand-over names. It contributes; it neither queries nor receives. */
export class PartnerCleanRoomStack extends PartyStack {
  constructor(scope: Construct, id: string, party: Party) {
    super(scope, id, { party, region: '${var.region}' });
    const { collaborationId } = handOverVariables(this);
    const membership = new CleanroomsMembership(this, 'membership', {
      collaborationId: collaborationId.stringValue,
      queryLogStatus: 'ENABLED',
    });
    new TerraformOutput(this, 'membership-id', { value: membership.id });
  }
}
