import type { DeleteMemberInput, DeleteMemberOutput } from '@aws-sdk/client-cleanrooms';
import { createdCollaboration, memberId, memberOf, takesPart } from '../access/visible-collaboration';
import { changeAndTell } from '../change-and-tell';
import { memberGone, noMember, wrongConfiguration } from '../problems';
import { operation } from '../service-operation';

/** The creator removes a member: its membership becomes REMOVED, and its tables and templates can't be reached any more. */
export const deleteMember = operation<DeleteMemberInput, DeleteMemberOutput>('DeleteMember', async (input, call) => {
  const { state, clock } = call.service;
  const { collaboration } = createdCollaboration(call, input.collaborationIdentifier);
  const member = memberOf(state, collaboration.id, input.accountId);
  if (!member) throw noMember(collaboration.id, input.accountId);
  if (member.account === collaboration.account) throw wrongConfiguration('accountId', 'The creator can\'t be removed. Delete the collaboration instead.');
  if (!takesPart(member)) throw memberGone(collaboration.id, member.account, member.status);
  const now = clock().getTime();
  await changeAndTell(call, (draft, tell) => {
    draft.put('members', memberId(collaboration.id, member.account), { ...member, status: 'REMOVED', updateTime: now });
    const membership = member.membershipId === undefined ? undefined : state.get('memberships', member.membershipId);
    if (!membership) return;
    draft.put('memberships', membership.id, { ...membership, status: 'REMOVED', updateTime: now });
    const detail = { membershipId: membership.id, collaborationId: collaboration.id, status: 'REMOVED' };
    tell({ detailType: 'Membership Updated', resource: membership.arn, detail, account: membership.account });
  });
  return {};
});
