import { CleanroomsMembership } from '@cdktf/provider-aws/lib/cleanrooms-membership';
import { QueryAlert } from './alarms/query-alert';
import { MemberTables } from './clean-rooms/member-tables';
import { handOverVariables } from './hand-over-variables';
import { PartyStack } from './party-stack';
import type { Party } from '@parley/contract';
import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';

/**
 * The partner joins the collaboration that the hand-over names, and brings its tables under its rules. It contributes; it
 * neither queries nor receives.
 */
export class PartnerCleanRoomStack extends PartyStack {
  constructor(scope: Construct, id: string, party: Party) {
    super(scope, id, { party, region: '${var.region}' });
    const { region, collaborationId, ownerAccount, ownerMembershipId } = handOverVariables(this);
    const membership = new CleanroomsMembership(this, 'membership', {
      collaborationId: collaborationId.stringValue,
      queryLogStatus: 'ENABLED',
    });
    new MemberTables(this, 'tables', {
      party,
      counterpart: 'owner',
      region: region.stringValue,
      membership,
      membershipArns: [membership.arn, `arn:aws:cleanrooms:${region.stringValue}:${ownerAccount.stringValue}:membership/${ownerMembershipId.stringValue}`],
      runnerMembershipId: ownerMembershipId.stringValue,
    });
    new QueryAlert(this, 'alert', { party, region: region.stringValue });
    new TerraformOutput(this, 'membership-id', { value: membership.id });
  }
}
