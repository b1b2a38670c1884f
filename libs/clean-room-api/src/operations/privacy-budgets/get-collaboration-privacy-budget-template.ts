import type { GetCollaborationPrivacyBudgetTemplateInput, GetCollaborationPrivacyBudgetTemplateOutput } from '@aws-sdk/client-cleanrooms';
import { joinedCollaboration } from '../access/visible-collaboration';
import { noneInCollaboration } from '../problems';
import { operation } from '../service-operation';
import { collaborationBudgetTemplateView } from './budget-template-view';
import { joinedBudgetTemplates } from './joined-budget-templates';

export const getCollaborationPrivacyBudgetTemplate = operation<
  GetCollaborationPrivacyBudgetTemplateInput,
  GetCollaborationPrivacyBudgetTemplateOutput
>('GetCollaborationPrivacyBudgetTemplate', (input, call) => {
  const { collaboration } = joinedCollaboration(call, input.collaborationIdentifier);
  const id = input.privacyBudgetTemplateIdentifier;
  const found = joinedBudgetTemplates(call.service.state, collaboration.id).find(({ value }) => value.id === id);
  if (!found) throw noneInCollaboration(collaboration.id, `privacy budget template ${id}`);
  return { collaborationPrivacyBudgetTemplate: collaborationBudgetTemplateView(call, found.value) };
});
