import type { CreateConfiguredTableAnalysisRuleInput, CreateConfiguredTableAnalysisRuleOutput } from '@aws-sdk/client-cleanrooms';
import type { Policy, TableRuleRecord } from '../../state/records';
import { ownConfiguredTable } from '../access/own-resources';
import { refuseWrongFields, tableRuleExists } from '../problems';
import { operation } from '../service-operation';
import { checkPolicy } from './check-policy';
import { tableRuleView } from './table-rule-view';

/** A table has one rule; it applies in every collaboration the table is associated with. */
export const createConfiguredTableAnalysisRule = operation<CreateConfiguredTableAnalysisRuleInput, CreateConfiguredTableAnalysisRuleOutput>(
  'CreateConfiguredTableAnalysisRule',
  async (input, call) => {
    const { state, clock } = call.service;
    const table = ownConfiguredTable(call, input.configuredTableIdentifier);
    refuseWrongFields(checkPolicy(table, input.analysisRuleType, input.analysisRulePolicy));
    const known = state.get('tableRules', table.id);
    if (known) throw tableRuleExists(table.id, known.type);
    const now = clock().getTime();
    const rule: TableRuleRecord = { type: input.analysisRuleType, policy: input.analysisRulePolicy as unknown as Policy, createTime: now, updateTime: now };
    await state.change((draft) => draft.put('tableRules', table.id, rule));
    return { analysisRule: tableRuleView(table, rule) };
  },
);
