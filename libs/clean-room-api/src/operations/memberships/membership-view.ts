import type { Membership, MembershipSummary } from '@aws-sdk/client-cleanrooms';
import type { MembershipRecord } from '../../state/records';
import type { ServiceCall } from '../service-operation';
import { timesOf } from '../times';

/** A membership as its owner sees it. */
export function membershipView(call: ServiceCall, membership: MembershipRecord): Membership {
  const { kept, queryLogStatus, defaultResultConfiguration } = membership;
  return { ...kept, ...membershipSummary(call, membership), queryLogStatus, defaultResultConfiguration };
}

export function membershipSummary({ service }: ServiceCall, membership: MembershipRecord): MembershipSummary {
  const collaboration = service.state.get('collaborations', membership.collaborationId);
  return {
    id: membership.id,
    arn: membership.arn,
    collaborationArn: collaboration?.arn,
    collaborationId: membership.collaborationId,
    collaborationCreatorAccountId: collaboration?.account,
    collaborationCreatorDisplayName: collaboration?.creatorDisplayName,
    collaborationName: collaboration?.name,
    ...timesOf(membership),
    status: membership.status,
    memberAbilities: [...membership.abilities],
    mlMemberAbilities: membership.mlAbilities,
    paymentConfiguration: membership.paymentConfiguration,
  };
}
