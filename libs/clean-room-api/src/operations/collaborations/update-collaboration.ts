import type { UpdateCollaborationInput, UpdateCollaborationOutput } from '@aws-sdk/client-cleanrooms';
import { createdCollaboration, memberOf, membersOf, takesPart } from '../access/visible-collaboration';
import { changeAndTell } from '../change-and-tell';
import { notInLocalService } from '../problems';
import { operation } from '../service-operation';
import { collaborationView } from './collaboration-view';

/** Name and description; the creator's alone. */
export const updateCollaboration = operation<UpdateCollaborationInput, UpdateCollaborationOutput>('UpdateCollaboration', async (input, call) => {
  const { state, clock } = call.service;
  const { collaboration, member } = createdCollaboration(call, input.collaborationIdentifier);
  if (input.analyticsEngine === 'CLEAN_ROOMS_SQL') {
    throw notInLocalService('analyticsEngine', 'analytics engine CLEAN_ROOMS_SQL', 'AWS ended it on 2025-12-17; use SPARK.');
  }
  const { name = collaboration.name, description = collaboration.description } = input;
  const updated = { ...collaboration, name, description, updateTime: clock().getTime() };
  await changeAndTell(call, (draft, tell) => {
    draft.put('collaborations', updated.id, updated);
    for (const { account } of membersOf(state, updated.id).filter(takesPart)) {
      tell({ detailType: 'Collaboration Updated', resource: updated.arn, detail: { collaborationId: updated.id }, account });
    }
  });
  return { collaboration: collaborationView(call, { collaboration: updated, member: memberOf(state, updated.id, member.account) ?? member }) };
});
