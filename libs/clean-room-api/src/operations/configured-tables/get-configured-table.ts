import type { GetConfiguredTableInput, GetConfiguredTableOutput } from '@aws-sdk/client-cleanrooms';
import { ownConfiguredTable } from '../access/own-resources';
import { operation } from '../service-operation';
import { configuredTableView } from './configured-table-view';

export const getConfiguredTable = operation<GetConfiguredTableInput, GetConfiguredTableOutput>('GetConfiguredTable', (input, call) => ({
  configuredTable: configuredTableView(call, ownConfiguredTable(call, input.configuredTableIdentifier)),
}));
