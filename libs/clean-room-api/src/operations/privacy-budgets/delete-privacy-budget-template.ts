import type { DeletePrivacyBudgetTemplateInput, DeletePrivacyBudgetTemplateOutput } from '@aws-sdk/client-cleanrooms';
import { ownBudgetTemplate } from '../access/own-resources';
import { operation } from '../service-operation';

/** The table can then be used without limit; what was used stays counted for a later budget. */
export const deletePrivacyBudgetTemplate = operation<DeletePrivacyBudgetTemplateInput, DeletePrivacyBudgetTemplateOutput>(
  'DeletePrivacyBudgetTemplate',
  async (input, call) => {
    const template = ownBudgetTemplate(call, input.membershipIdentifier, input.privacyBudgetTemplateIdentifier);
    await call.service.state.change((draft) => {
      draft.remove('budgetTemplates', template.id);
      draft.remove('tags', template.arn);
    });
    return {};
  },
);
