import type {
  AccessBudgetsPrivacyTemplateUpdateParameters,
  UpdatePrivacyBudgetTemplateInput,
  UpdatePrivacyBudgetTemplateOutput,
} from '@aws-sdk/client-cleanrooms';
import type { BudgetTemplateRecord } from '../../state/records';
import { activeMembership } from '../access/own-membership';
import { ownBudgetTemplate } from '../access/own-resources';
import { refuseWrongFields } from '../problems';
import { type Checked, operation } from '../service-operation';
import { accessBudgetIn } from './access-budget';
import { budgetTemplateView } from './budget-template-view';
import { checkBudget } from './check-budget';

/** A budget that its owner edits begins anew. */
export const updatePrivacyBudgetTemplate = operation<UpdatePrivacyBudgetTemplateInput, UpdatePrivacyBudgetTemplateOutput>(
  'UpdatePrivacyBudgetTemplate',
  async (input, call) => {
    const { state, clock } = call.service;
    const template = ownBudgetTemplate(call, input.membershipIdentifier, input.privacyBudgetTemplateIdentifier);
    activeMembership(call, template.membershipId);
    if (!input.parameters) return { privacyBudgetTemplate: budgetTemplateView(call, template) };
    const asked = accessBudgetIn<Checked<AccessBudgetsPrivacyTemplateUpdateParameters>>(input.privacyBudgetType, input.parameters as object);
    refuseWrongFields(checkBudget(asked.budgetParameters));
    // Later than its making, however fast its owner is: that is how an edited budget is told.
    const updateTime = Math.max(clock().getTime(), template.updateTime + 1);
    const updated: BudgetTemplateRecord = { ...template, budgetParameters: asked.budgetParameters, updateTime };
    await state.change((draft) => draft.put('budgetTemplates', updated.id, updated));
    return { privacyBudgetTemplate: budgetTemplateView(call, updated) };
  },
);
