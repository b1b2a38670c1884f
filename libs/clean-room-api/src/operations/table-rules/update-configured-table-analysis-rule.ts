import type { UpdateConfiguredTableAnalysisRuleInput, UpdateConfiguredTableAnalysisRuleOutput } from '@aws-sdk/client-cleanrooms';
import type { Policy } from '../../state/records';
import { ownConfiguredTable } from '../access/own-resources';
import { refuseWrongFields } from '../problems';
import { operation } from '../service-operation';
import { checkPolicy } from './check-policy';
import { ruleOfType, tableRuleView } from './table-rule-view';

/** The policy is replaced whole; its type stays. */
export const updateConfiguredTableAnalysisRule = operation<UpdateConfiguredTableAnalysisRuleInput, UpdateConfiguredTableAnalysisRuleOutput>(
  'UpdateConfiguredTableAnalysisRule',
  async (input, call) => {
    const { state, clock } = call.service;
    const table = ownConfiguredTable(call, input.configuredTableIdentifier);
    const known = ruleOfType(call, table, input.analysisRuleType);
    refuseWrongFields(checkPolicy(table, known.type, input.analysisRulePolicy));
    const rule = { ...known, policy: input.analysisRulePolicy as unknown as Policy, updateTime: clock().getTime() };
    await state.change((draft) => draft.put('tableRules', table.id, rule));
    return { analysisRule: tableRuleView(table, rule) };
  },
);
