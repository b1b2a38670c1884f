import type {
  CollaborationPrivacyBudgetTemplate,
  CollaborationPrivacyBudgetTemplateSummary,
  PrivacyBudgetTemplate,
  PrivacyBudgetTemplateParametersOutput,
  PrivacyBudgetTemplateSummary,
} from '@aws-sdk/client-cleanrooms';
import type { BudgetTemplateRecord } from '../../state/records';
import type { ServiceCall } from '../service-operation';
import { nestedAssociationArn } from '../arns';
import { timesOf } from '../times';

/** A privacy budget template as its owner sees it. */
export function budgetTemplateView(call: ServiceCall, template: BudgetTemplateRecord): PrivacyBudgetTemplate {
  return { ...template.kept, ...budgetTemplateSummary(call, template), autoRefresh: template.autoRefresh, parameters: parametersOf(call, template) };
}

export function budgetTemplateSummary(call: ServiceCall, template: BudgetTemplateRecord): PrivacyBudgetTemplateSummary {
  const { membershipId } = template;
  return { ...common(call, template), membershipId, membershipArn: call.service.state.get('memberships', membershipId)?.arn };
}

/** As every member of the collaboration sees it. */
export function collaborationBudgetTemplateView(call: ServiceCall, template: BudgetTemplateRecord): CollaborationPrivacyBudgetTemplate {
  const summary = collaborationBudgetTemplateSummary(call, template);
  return { ...template.kept, ...summary, autoRefresh: template.autoRefresh, parameters: parametersOf(call, template) };
}

export function collaborationBudgetTemplateSummary(call: ServiceCall, template: BudgetTemplateRecord): CollaborationPrivacyBudgetTemplateSummary {
  return { ...common(call, template), creatorAccountId: template.account };
}

function common({ service }: ServiceCall, template: BudgetTemplateRecord) {
  const { id, arn, collaborationId } = template;
  return {
    id,
    arn,
    collaborationId,
    collaborationArn: service.state.get('collaborations', collaborationId)?.arn,
    privacyBudgetType: 'ACCESS_BUDGET' as const,
    ...timesOf(template),
  };
}

function parametersOf(call: ServiceCall, template: BudgetTemplateRecord): PrivacyBudgetTemplateParametersOutput {
  return { accessBudget: { budgetParameters: [...template.budgetParameters], resourceArn: budgetedArn(call, template) } };
}

/** The ARN of the association that the budget is on, in the form that access budgets have. */
export function budgetedArn({ service }: ServiceCall, { associationId }: BudgetTemplateRecord): string {
  return nestedAssociationArn(service.state.get('associations', associationId)?.arn ?? associationId);
}
