import type { ConfiguredTableAnalysisRule } from '@aws-sdk/client-cleanrooms';
import type { ConfiguredTableRecord, TableRuleRecord } from '../../state/records';
import { noTableRule } from '../problems';
import type { ServiceCall } from '../service-operation';
import { timesOf } from '../times';

export function tableRuleView(table: ConfiguredTableRecord, rule: TableRuleRecord): ConfiguredTableAnalysisRule {
  return {
    configuredTableId: table.id,
    configuredTableArn: table.arn,
    type: rule.type,
    policy: rule.policy as unknown as ConfiguredTableAnalysisRule['policy'],
    ...timesOf(rule),
  };
}

/** The table's rule of this type; 404 when it has none or one of another type. */
export function ruleOfType({ service }: ServiceCall, table: ConfiguredTableRecord, type: string): TableRuleRecord {
  const rule = service.state.get('tableRules', table.id);
  if (rule?.type !== type) throw noTableRule(table.id, type);
  return rule;
}
