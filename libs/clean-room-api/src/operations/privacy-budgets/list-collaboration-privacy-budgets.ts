import type { ListCollaborationPrivacyBudgetsInput, ListCollaborationPrivacyBudgetsOutput } from '@aws-sdk/client-cleanrooms';
import { joinedCollaboration } from '../access/visible-collaboration';
import { page } from '../lists/page';
import { operation } from '../service-operation';
import { budgetsAsked, collaborationBudgetSummary } from './budget-view';
import { joinedBudgetTemplates } from './joined-budget-templates';

/** What is left of the budgets of all members' tables. */
export const listCollaborationPrivacyBudgets = operation<ListCollaborationPrivacyBudgetsInput, ListCollaborationPrivacyBudgetsOutput>(
  'ListCollaborationPrivacyBudgets',
  async (input, call) => {
    const { collaboration } = joinedCollaboration(call, input.collaborationIdentifier);
    const all = joinedBudgetTemplates(call.service.state, collaboration.id);
    const of = [collaboration.id, input.privacyBudgetType, input.accessBudgetResourceArn];
    const { items, ...next } = page(call, { operation: 'ListCollaborationPrivacyBudgets', of, items: budgetsAsked(call, all, input), input });
    const summaries = await Promise.all(items.map((template) => collaborationBudgetSummary(call, template)));
    return { collaborationPrivacyBudgetSummaries: summaries, ...next };
  },
);
