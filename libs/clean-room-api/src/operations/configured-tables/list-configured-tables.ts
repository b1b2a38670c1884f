import type { ListConfiguredTablesInput, ListConfiguredTablesOutput } from '@aws-sdk/client-cleanrooms';
import { page } from '../lists/page';
import { operation } from '../service-operation';
import { configuredTableSummary } from './configured-table-view';

/** The caller's own. */
export const listConfiguredTables = operation<ListConfiguredTablesInput, ListConfiguredTablesOutput>('ListConfiguredTables', (input, call) => {
  const items = call.service.state.placed('configuredTables').filter(({ value }) => value.account === call.caller.account);
  const { items: shown, ...next } = page(call, { operation: 'ListConfiguredTables', of: [], items, input });
  return { configuredTableSummaries: shown.map((table) => configuredTableSummary(call, table)), ...next };
});
