import type { ListPrivacyBudgetsInput, ListPrivacyBudgetsOutput } from '@aws-sdk/client-cleanrooms';
import { ownMembership } from '../access/own-membership';
import { page } from '../lists/page';
import { operation } from '../service-operation';
import { budgetsAsked, budgetSummary } from './budget-view';

/** What is left of the budgets of the caller's own tables. */
export const listPrivacyBudgets = operation<ListPrivacyBudgetsInput, ListPrivacyBudgetsOutput>('ListPrivacyBudgets', async (input, call) => {
  const membership = ownMembership(call, input.membershipIdentifier);
  const own = call.service.state.placed('budgetTemplates').filter(({ value }) => value.membershipId === membership.id);
  const of = [membership.id, input.privacyBudgetType, input.accessBudgetResourceArn];
  const { items, ...next } = page(call, { operation: 'ListPrivacyBudgets', of, items: budgetsAsked(call, own, input), input });
  return { privacyBudgetSummaries: await Promise.all(items.map((template) => budgetSummary(call, template))), ...next };
});
