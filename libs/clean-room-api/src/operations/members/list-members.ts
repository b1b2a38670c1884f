import type { ListMembersInput, ListMembersOutput, MemberSummary } from '@aws-sdk/client-cleanrooms';
import type { MemberRecord } from '../../state/records';
import { visibleCollaboration } from '../access/visible-collaboration';
import { page } from '../lists/page';
import { operation, type ServiceCall } from '../service-operation';
import { timesOf } from '../times';

/** All members, the creator first; those that left or were removed too, with their status. */
export const listMembers = operation<ListMembersInput, ListMembersOutput>('ListMembers', (input, call) => {
  const { collaboration } = visibleCollaboration(call, input.collaborationIdentifier);
  const items = call.service.state.placed('members').filter(({ value }) => value.collaborationId === collaboration.id);
  const { items: shown, ...next } = page(call, { operation: 'ListMembers', of: [collaboration.id], items, input });
  return { memberSummaries: shown.map((member) => memberSummary(call, member)), ...next };
});

function memberSummary({ service }: ServiceCall, member: MemberRecord): MemberSummary {
  const membership = member.membershipId === undefined ? undefined : service.state.get('memberships', member.membershipId);
  return {
    accountId: member.account,
    status: member.status,
    displayName: member.displayName,
    abilities: [...member.abilities],
    mlAbilities: member.mlAbilities,
    ...timesOf(member),
    membershipId: membership?.id,
    membershipArn: membership?.arn,
    paymentConfiguration: member.paymentConfiguration,
  };
}
