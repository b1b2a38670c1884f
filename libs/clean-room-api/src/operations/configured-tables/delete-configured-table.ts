import type { DeleteConfiguredTableInput, DeleteConfiguredTableOutput } from '@aws-sdk/client-cleanrooms';
import { ownConfiguredTable } from '../access/own-resources';
import { tableInUse } from '../problems';
import { operation } from '../service-operation';

/** Not while it is associated with a collaboration; its rule goes with it. */
export const deleteConfiguredTable = operation<DeleteConfiguredTableInput, DeleteConfiguredTableOutput>('DeleteConfiguredTable', async (input, call) => {
  const { state } = call.service;
  const table = ownConfiguredTable(call, input.configuredTableIdentifier);
  const associations = state.all('associations').filter(({ configuredTableId }) => configuredTableId === table.id);
  if (associations.length > 0) throw tableInUse(table.id, associations.length);
  await state.change((draft) => {
    draft.remove('tableRules', table.id);
    draft.remove('tags', table.arn);
    draft.remove('configuredTables', table.id);
  });
  return {};
});
