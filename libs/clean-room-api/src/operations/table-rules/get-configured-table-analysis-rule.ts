import type { GetConfiguredTableAnalysisRuleInput, GetConfiguredTableAnalysisRuleOutput } from '@aws-sdk/client-cleanrooms';
import { ownConfiguredTable } from '../access/own-resources';
import { operation } from '../service-operation';
import { ruleOfType, tableRuleView } from './table-rule-view';

export const getConfiguredTableAnalysisRule = operation<GetConfiguredTableAnalysisRuleInput, GetConfiguredTableAnalysisRuleOutput>(
  'GetConfiguredTableAnalysisRule',
  (input, call) => {
    const table = ownConfiguredTable(call, input.configuredTableIdentifier);
    return { analysisRule: tableRuleView(table, ruleOfType(call, table, input.analysisRuleType)) };
  },
);
