import type { ListCollaborationPrivacyBudgetTemplatesInput, ListCollaborationPrivacyBudgetTemplatesOutput } from '@aws-sdk/client-cleanrooms';
import { joinedCollaboration } from '../access/visible-collaboration';
import { page } from '../lists/page';
import { operation } from '../service-operation';
import { collaborationBudgetTemplateSummary } from './budget-template-view';
import { joinedBudgetTemplates } from './joined-budget-templates';

/** Those of all members. */
export const listCollaborationPrivacyBudgetTemplates = operation<
  ListCollaborationPrivacyBudgetTemplatesInput,
  ListCollaborationPrivacyBudgetTemplatesOutput
>('ListCollaborationPrivacyBudgetTemplates', (input, call) => {
  const { collaboration } = joinedCollaboration(call, input.collaborationIdentifier);
  const items = joinedBudgetTemplates(call.service.state, collaboration.id);
  const { items: shown, ...next } = page(call, { operation: 'ListCollaborationPrivacyBudgetTemplates', of: [collaboration.id], items, input });
  return { collaborationPrivacyBudgetTemplateSummaries: shown.map((template) => collaborationBudgetTemplateSummary(call, template)), ...next };
});
