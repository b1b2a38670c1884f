import type { DeleteConfiguredTableAnalysisRuleInput, DeleteConfiguredTableAnalysisRuleOutput } from '@aws-sdk/client-cleanrooms';
import { ownConfiguredTable } from '../access/own-resources';
import { operation } from '../service-operation';
import { ruleOfType } from './table-rule-view';

/** Rules of the table's associations stay: without this one, their schemas are NOT_READY. */
export const deleteConfiguredTableAnalysisRule = operation<DeleteConfiguredTableAnalysisRuleInput, DeleteConfiguredTableAnalysisRuleOutput>(
  'DeleteConfiguredTableAnalysisRule',
  async (input, call) => {
    const table = ownConfiguredTable(call, input.configuredTableIdentifier);
    ruleOfType(call, table, input.analysisRuleType);
    await call.service.state.change((draft) => draft.remove('tableRules', table.id));
    return {};
  },
);
