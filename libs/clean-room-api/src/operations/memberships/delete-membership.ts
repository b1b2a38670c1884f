import type { DeleteMembershipInput, DeleteMembershipOutput } from '@aws-sdk/client-cleanrooms';
import type { MembershipRecord } from '../../state/records';
import type { State } from '../../state/state';
import { ownMembership } from '../access/own-membership';
import { memberId, memberOf } from '../access/visible-collaboration';
import { changeAndTell } from '../change-and-tell';
import { creatorStays, membershipInUse } from '../problems';
import { operation } from '../service-operation';

/** A member leaves, once nothing is left under its membership. The creator can't while the collaboration lives. */
export const deleteMembership = operation<DeleteMembershipInput, DeleteMembershipOutput>('DeleteMembership', async (input, call) => {
  const { state, clock } = call.service;
  const membership = ownMembership(call, input.membershipIdentifier);
  const collaboration = state.get('collaborations', membership.collaborationId);
  if (membership.status === 'ACTIVE' && collaboration?.account === membership.account) throw creatorStays(membership.id);
  const children = childrenOf(state, membership);
  if (children) throw membershipInUse(membership.id, children);

  await changeAndTell(call, (draft, tell) => {
    draft.remove('memberships', membership.id);
    draft.remove('tags', membership.arn);
    const member = memberOf(state, membership.collaborationId, membership.account);
    if (member?.status === 'ACTIVE') {
      draft.put('members', memberId(member.collaborationId, member.account), { ...member, status: 'LEFT', updateTime: clock().getTime() });
    }
    const others = state.all('memberships').some(({ collaborationId }) => collaborationId === membership.collaborationId);
    if (collaboration?.deleted && !others) draft.remove('collaborations', collaboration.id);
    const detail = { membershipId: membership.id, collaborationId: membership.collaborationId };
    tell({ detailType: 'Membership Deleted', resource: membership.arn, detail });
  });
  return {};
});

/** What must be deleted first, in words; nothing when there is nothing. */
function childrenOf(state: State, { id }: MembershipRecord): string {
  const under = ({ membershipId }: { membershipId: string }): boolean => membershipId === id;
  const counts = [
    ['configured table association', state.all('associations').filter(under).length],
    ['analysis template', state.all('templates').filter(under).length],
    ['privacy budget template', state.all('budgetTemplates').filter(under).length],
  ] as const;
  return counts.flatMap(([what, count]) => (count > 0 ? [`${count} ${what}${count > 1 ? 's' : ''}`] : [])).join(', ');
}
