import type { AggregationRule, CustomRule, ListRule } from '@parley/contract';
import { fault } from '@parley/errors';
import type { RoomTable } from '../request';

/** The AGGREGATION rule of a table that is known to have one. */
export function aggregationRuleOf(table: RoomTable): AggregationRule {
  if (table.analysisRule?.analysisRuleType === 'AGGREGATION') return table.analysisRule.analysisRulePolicy.v1.aggregation;
  throw wrongRule(table, 'AGGREGATION');
}

/** The LIST rule of a table that is known to have one. */
export function listRuleOf(table: RoomTable): ListRule {
  if (table.analysisRule?.analysisRuleType === 'LIST') return table.analysisRule.analysisRulePolicy.v1.list;
  throw wrongRule(table, 'LIST');
}

/** The CUSTOM rule of a table that is known to have one. */
export function customRuleOf(table: RoomTable): CustomRule {
  if (table.analysisRule?.analysisRuleType === 'CUSTOM') return table.analysisRule.analysisRulePolicy.v1.custom;
  throw wrongRule(table, 'CUSTOM');
}

function wrongRule(table: RoomTable, expected: string): Error {
  return fault('ANALYSIS_RULES_WRONG_RULE', { message: `Table ${table.name} reached the ${expected} checks without such a rule.` });
}
