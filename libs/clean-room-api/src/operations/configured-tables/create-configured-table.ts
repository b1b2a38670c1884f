import type { CreateConfiguredTableInput, CreateConfiguredTableOutput } from '@aws-sdk/client-cleanrooms';
import type { ConfiguredTableRecord } from '../../state/records';
import { configuredTableArn } from '../arns';
import { refuseWrongFields } from '../problems';
import { withinQuota } from '../quotas';
import { operation } from '../service-operation';
import { putTags } from '../tags/tags';
import { checkTable, glueSource } from './check-table';
import { configuredTableView } from './configured-table-view';

/** Whether the table's data is there is not asked here, as a pipeline may bring it later; queries ask it. */
export const createConfiguredTable = operation<CreateConfiguredTableInput, CreateConfiguredTableOutput>('CreateConfiguredTable', async (input, call) => {
  const { caller, service } = call;
  const { tags, tableReference, ...own } = input;
  refuseWrongFields(checkTable(own));
  const source = glueSource(tableReference);
  const others = service.state.all('configuredTables').filter(({ account }) => account === caller.account);
  withinQuota(call, 'configuredTables', others.length + 1);

  const { name, description, allowedColumns, analysisMethod, selectedAnalysisMethods, ...kept } = own;
  const id = service.ids();
  const now = service.clock().getTime();
  const table: ConfiguredTableRecord = {
    id,
    arn: configuredTableArn(caller, id),
    account: caller.account,
    name,
    ...(description !== undefined && { description }),
    tableReference: source,
    allowedColumns,
    analysisMethod,
    ...(selectedAnalysisMethods && { selectedAnalysisMethods }),
    kept,
    createTime: now,
    updateTime: now,
  };
  await service.state.change((draft) => {
    draft.put('configuredTables', id, table);
    putTags(draft, table.arn, tags);
  });
  return { configuredTable: configuredTableView(call, table) };
});
