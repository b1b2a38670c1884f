import type { ListPrivacyBudgetTemplatesInput, ListPrivacyBudgetTemplatesOutput } from '@aws-sdk/client-cleanrooms';
import { ownMembership } from '../access/own-membership';
import { page } from '../lists/page';
import { operation } from '../service-operation';
import { budgetTemplateSummary } from './budget-template-view';

export const listPrivacyBudgetTemplates = operation<ListPrivacyBudgetTemplatesInput, ListPrivacyBudgetTemplatesOutput>(
  'ListPrivacyBudgetTemplates',
  (input, call) => {
    const membership = ownMembership(call, input.membershipIdentifier);
    const items = call.service.state.placed('budgetTemplates').filter(({ value }) => value.membershipId === membership.id);
    const { items: shown, ...next } = page(call, { operation: 'ListPrivacyBudgetTemplates', of: [membership.id], items, input });
    return { privacyBudgetTemplateSummaries: shown.map((template) => budgetTemplateSummary(call, template)), ...next };
  },
);
