import type { ConfiguredTable, ConfiguredTableSummary } from '@aws-sdk/client-cleanrooms';
import type { ConfiguredTableRecord } from '../../state/records';
import type { ServiceCall } from '../service-operation';
import { timesOf } from '../times';

/** A configured table as its owner sees it. */
export function configuredTableView(call: ServiceCall, table: ConfiguredTableRecord): ConfiguredTable {
  const { description, tableReference, allowedColumns, kept } = table;
  return {
    ...kept,
    ...configuredTableSummary(call, table),
    ...(description !== undefined && { description }),
    tableReference: tableReference as ConfiguredTable['tableReference'],
    allowedColumns: [...allowedColumns],
  };
}

export function configuredTableSummary({ service }: ServiceCall, table: ConfiguredTableRecord): ConfiguredTableSummary {
  const { id, arn, name, analysisMethod, selectedAnalysisMethods } = table;
  const rule = service.state.get('tableRules', id);
  return {
    id,
    arn,
    name,
    ...timesOf(table),
    analysisRuleTypes: rule ? [rule.type] : [],
    analysisMethod,
    selectedAnalysisMethods,
  };
}
