import type { GetPrivacyBudgetTemplateInput, GetPrivacyBudgetTemplateOutput } from '@aws-sdk/client-cleanrooms';
import { ownBudgetTemplate } from '../access/own-resources';
import { operation } from '../service-operation';
import { budgetTemplateView } from './budget-template-view';

export const getPrivacyBudgetTemplate = operation<GetPrivacyBudgetTemplateInput, GetPrivacyBudgetTemplateOutput>(
  'GetPrivacyBudgetTemplate',
  (input, call) => ({
    privacyBudgetTemplate: budgetTemplateView(call, ownBudgetTemplate(call, input.membershipIdentifier, input.privacyBudgetTemplateIdentifier)),
  }),
);
