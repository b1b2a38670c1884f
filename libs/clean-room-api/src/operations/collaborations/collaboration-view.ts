import type { Collaboration, CollaborationSummary } from '@aws-sdk/client-cleanrooms';
import type { VisibleCollaboration } from '../access/visible-collaboration';
import type { ServiceCall } from '../service-operation';
import { timesOf } from '../times';

/** A collaboration as this member sees it. */
export function collaborationView(call: ServiceCall, visible: VisibleCollaboration): Collaboration {
  const { description, queryLogStatus, kept } = visible.collaboration;
  return { ...kept, ...collaborationSummary(call, visible), description, queryLogStatus };
}

export function collaborationSummary({ service }: ServiceCall, { collaboration, member }: VisibleCollaboration): CollaborationSummary {
  const { id, arn, name, account, creatorDisplayName, analyticsEngine } = collaboration;
  const membership = member.membershipId === undefined ? undefined : service.state.get('memberships', member.membershipId);
  return {
    id,
    arn,
    name,
    creatorAccountId: account,
    creatorDisplayName,
    ...timesOf(collaboration),
    memberStatus: member.status,
    membershipId: membership?.id,
    membershipArn: membership?.arn,
    analyticsEngine,
  };
}
