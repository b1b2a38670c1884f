import type { AccessBudget as Budget } from '@parley/contract';
import { Construct } from 'constructs';
import { CleanRoomsResource } from './clean-rooms-resource';

export interface AccessBudgetProps {
  membershipId: string;
  /** ARN of the associated table whose use is counted. */
  tableArn: string;
  budget: Budget;
}

/** How often queries may use an associated table: a privacy budget template of type ACCESS_BUDGET. */
export class AccessBudget extends Construct {
  constructor(scope: Construct, id: string, { membershipId, tableArn, budget }: AccessBudgetProps) {
    super(scope, id);
    new CleanRoomsResource(this, 'template', {
      type: 'PrivacyBudgetTemplate',
      members: {
        membershipIdentifier: membershipId,
        privacyBudgetType: 'ACCESS_BUDGET',
        autoRefresh: 'NONE', // each parameter says its own
        parameters: { budgetParameters: budget.budgetParameters, resourceArn: tableArn },
      },
    });
  }
}
