import type { AccessBudget } from '@parley/contract';
import type { CleanRoomResource } from './resource';

export interface AccessBudgetTerms {
  region: string;
  /** The table's owner's. */
  account: string;
  membershipId: string;
  /** The association whose use is counted. */
  associationId: string;
  budget: AccessBudget;
}

/** How often queries may use an associated table: a privacy budget template of type ACCESS_BUDGET. */
export function accessBudgetResource({ membershipId, budget, ...association }: AccessBudgetTerms): CleanRoomResource {
  return {
    type: 'PrivacyBudgetTemplate',
    members: {
      membershipIdentifier: membershipId,
      privacyBudgetType: 'ACCESS_BUDGET',
      autoRefresh: 'NONE', // each parameter says its own
      parameters: { budgetParameters: budget.budgetParameters, resourceArn: budgetedArn({ membershipId, ...association }) },
    },
  };
}

/** An association has two ARNs: its own, and this one, which access budgets name it by (model 2022-02-17, patterns of `resourceArn`). */
export function budgetedArn({ region, account, membershipId, associationId }: Omit<AccessBudgetTerms, 'budget'>): string {
  return `arn:aws:cleanrooms:${region}:${account}:membership/${membershipId}/configuredtableassociation/${associationId}`;
}
