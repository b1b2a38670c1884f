import { BudgetsBudget } from '@cdktf/provider-aws/lib/budgets-budget';
import { Construct } from 'constructs';

export interface CostBudgetProps {
  name: string;
  /** US dollars a month. */
  limit: number;
  topicArn: string;
}

/** Tells when Parley's share of the account's bill nears a limit. Counts what carries the tag `project`, once billing lists it as a cost allocation tag. */
export class CostBudget extends Construct {
  constructor(scope: Construct, id: string, { name, limit, topicArn }: CostBudgetProps) {
    super(scope, id);
    const told = { comparisonOperator: 'GREATER_THAN', thresholdType: 'PERCENTAGE', subscriberSnsTopicArns: [topicArn] };
    new BudgetsBudget(this, 'budget', {
      name,
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      limitAmount: limit.toFixed(1),
      limitUnit: 'USD',
      costFilter: [{ name: 'TagKeyValue', values: ['user:project$parley'] }],
      notification: [
        { ...told, notificationType: 'ACTUAL', threshold: 80 },
        { ...told, notificationType: 'FORECASTED', threshold: 100 },
      ],
    });
  }
}
