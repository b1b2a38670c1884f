import type { AccessBudget, CollaborationPrivacyBudgetSummary, PrivacyBudgetSummary, PrivacyBudgetType } from '@aws-sdk/client-cleanrooms';
import { budgetOf } from '../../queries/budget-of';
import type { Placed } from '../../state/ordered-records';
import type { BudgetTemplateRecord } from '../../state/records';
import { plainArn } from '../arns';
import type { ServiceCall } from '../service-operation';
import { timesOf } from '../times';
import { budgetedArn } from './budget-template-view';

/** The templates that a list of budgets is asked for. There are none of differential privacy. */
export function budgetsAsked(
  call: ServiceCall,
  items: readonly Placed<BudgetTemplateRecord>[],
  { privacyBudgetType, accessBudgetResourceArn: arn }: { privacyBudgetType: PrivacyBudgetType; accessBudgetResourceArn?: string },
): Placed<BudgetTemplateRecord>[] {
  if (privacyBudgetType !== 'ACCESS_BUDGET') return [];
  return items.filter(({ value }) => arn === undefined || plainArn(budgetedArn(call, value)) === plainArn(arn));
}

/** A budget as its owner sees it. */
export async function budgetSummary(call: ServiceCall, template: BudgetTemplateRecord): Promise<PrivacyBudgetSummary> {
  const { membershipId } = template;
  return { ...(await common(call, template)), membershipId, membershipArn: call.service.state.get('memberships', membershipId)?.arn };
}

/** As every member of the collaboration sees it. */
export async function collaborationBudgetSummary(call: ServiceCall, template: BudgetTemplateRecord): Promise<CollaborationPrivacyBudgetSummary> {
  return { ...(await common(call, template)), creatorAccountId: template.account };
}

async function common(call: ServiceCall, template: BudgetTemplateRecord) {
  const { id, arn, collaborationId } = template;
  return {
    id,
    privacyBudgetTemplateId: id,
    privacyBudgetTemplateArn: arn,
    collaborationId,
    collaborationArn: call.service.state.get('collaborations', collaborationId)?.arn,
    type: 'ACCESS_BUDGET' as const,
    ...timesOf(template),
    budget: { accessBudget: await accessBudget(call, template) },
  };
}

async function accessBudget(call: ServiceCall, template: BudgetTemplateRecord): Promise<AccessBudget> {
  const { state, budgets } = call.service;
  const association = state.get('associations', template.associationId);
  const table = association && state.get('configuredTables', association.configuredTableId);
  const budget = budgetOf(state, template.associationId);
  // An association can't be deleted under its budget, nor a table under its association.
  if (!table || !budget) throw new Error(`budget template ${template.id} has lost its table`);
  const { databaseName, tableName } = table.tableReference.glue;
  const standing = await budgets.state({ account: table.account, database: databaseName, table: tableName }, budget);
  return {
    resourceArn: budgetedArn(call, template),
    aggregateRemainingBudget: standing.aggregateRemainingBudget,
    details: standing.details.map(({ start, end, ...detail }) => ({
      ...detail,
      startTime: start ?? new Date(template.updateTime),
      ...(end && { endTime: end }),
    })),
  };
}
