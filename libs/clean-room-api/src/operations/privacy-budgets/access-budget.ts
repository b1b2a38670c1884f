import type { PrivacyBudgetType } from '@aws-sdk/client-cleanrooms';
import { notInLocalService, wrongFields } from '../problems';

/** The access budget that parameters hold. Throws ValidationException for differential privacy, and for a union of another type. */
export function accessBudgetIn<T extends object>(type: PrivacyBudgetType, parameters: { accessBudget?: T } & object): T {
  if (type === 'DIFFERENTIAL_PRIVACY') {
    throw notInLocalService('privacyBudgetType', 'differential privacy', 'Use an access budget, or aggregation thresholds in the analysis rule.');
  }
  if (parameters.accessBudget && Object.keys(parameters).length === 1) return parameters.accessBudget;
  throw wrongFields([{ name: 'parameters', message: 'privacyBudgetType is ACCESS_BUDGET, so this must have exactly one member, accessBudget.' }]);
}
