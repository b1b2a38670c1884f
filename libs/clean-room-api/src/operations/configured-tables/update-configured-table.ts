import type { UpdateConfiguredTableInput, UpdateConfiguredTableOutput } from '@aws-sdk/client-cleanrooms';
import type { ConfiguredTableRecord } from '../../state/records';
import { ownConfiguredTable } from '../access/own-resources';
import { refuseWrongFields } from '../problems';
import { type Checked, operation } from '../service-operation';
import { checkPolicy } from '../table-rules/check-policy';
import { checkTable, glueSource } from './check-table';
import { configuredTableView } from './configured-table-view';

/** A column that the table's rule names can't be taken away. */
export const updateConfiguredTable = operation<UpdateConfiguredTableInput, UpdateConfiguredTableOutput>('UpdateConfiguredTable', async (input, call) => {
  const { state, clock } = call.service;
  const table = ownConfiguredTable(call, input.configuredTableIdentifier);
  const updated = { ...edited(table, input), updateTime: clock().getTime() };
  refuseWrongFields(checkTable(updated));
  const rule = state.get('tableRules', table.id);
  if (rule) refuseWrongFields(checkPolicy(updated, rule.type, rule.policy));
  await state.change((draft) => draft.put('configuredTables', table.id, updated));
  return { configuredTable: configuredTableView(call, updated) };
});

function edited(table: ConfiguredTableRecord, input: Checked<UpdateConfiguredTableInput>): ConfiguredTableRecord {
  const { configuredTableIdentifier: _id, name, description, tableReference, allowedColumns, analysisMethod, selectedAnalysisMethods, ...rest } = input;
  const { selectedAnalysisMethods: before, ...others } = table;
  const method = analysisMethod ?? table.analysisMethod;
  // Methods chosen for MULTIPLE go with it.
  const selected = selectedAnalysisMethods ?? (method === 'MULTIPLE' ? before : undefined);
  return {
    ...others,
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(tableReference && { tableReference: glueSource(tableReference) }),
    ...(allowedColumns && { allowedColumns }),
    analysisMethod: method,
    ...(selected && { selectedAnalysisMethods: selected }),
    kept: { ...table.kept, ...rest },
  };
}
