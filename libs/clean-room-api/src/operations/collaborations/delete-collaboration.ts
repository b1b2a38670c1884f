import type { DeleteCollaborationInput, DeleteCollaborationOutput } from '@aws-sdk/client-cleanrooms';
import { createdCollaboration, memberId, membersOf } from '../access/visible-collaboration';
import { changeAndTell } from '../change-and-tell';
import { operation } from '../service-operation';

/** Memberships stay, as COLLABORATION_DELETED, until each member deletes its own; so does what is under them. */
export const deleteCollaboration = operation<DeleteCollaborationInput, DeleteCollaborationOutput>('DeleteCollaboration', async (input, call) => {
  const { state, clock } = call.service;
  const { collaboration } = createdCollaboration(call, input.collaborationIdentifier);
  const now = clock().getTime();
  await changeAndTell(call, (draft, tell) => {
    const memberships = state.all('memberships').filter(({ collaborationId }) => collaborationId === collaboration.id);
    for (const membership of memberships) {
      if (membership.status !== 'ACTIVE') continue;
      draft.put('memberships', membership.id, { ...membership, status: 'COLLABORATION_DELETED', updateTime: now });
      const detail = { membershipId: membership.id, collaborationId: collaboration.id, status: 'COLLABORATION_DELETED' };
      tell({ detailType: 'Membership Updated', resource: membership.arn, detail, account: membership.account });
    }
    for (const { account } of membersOf(state, collaboration.id)) draft.remove('members', memberId(collaboration.id, account));
    draft.remove('tags', collaboration.arn);
    if (memberships.length === 0) draft.remove('collaborations', collaboration.id);
    else draft.put('collaborations', collaboration.id, { ...collaboration, deleted: true, updateTime: now });
  });
  return {};
});
