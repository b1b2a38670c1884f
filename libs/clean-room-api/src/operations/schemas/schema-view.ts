import type { Column, Schema, SchemaSummary } from '@aws-sdk/client-cleanrooms';
import { isParleyError } from '@parley/errors';
import type { AssociationRecord, ConfiguredTableRecord } from '../../state/records';
import { nestedAssociationArn } from '../arns';
import type { ServiceCall } from '../service-operation';
import { timesOf } from '../times';
import { readiness } from './readiness';

/** A table as every member of the collaboration sees it. */
export async function schemaView(call: ServiceCall, association: AssociationRecord): Promise<Schema> {
  const table = call.service.state.get('configuredTables', association.configuredTableId);
  const shape = table ? await columnsOf(call, table) : { columns: [], partitionKeys: [] };
  return {
    ...schemaSummary(call, association),
    ...shape,
    description: association.description ?? '',
    schemaStatusDetails: readiness(call.service.state, association),
  };
}

export function schemaSummary({ service }: ServiceCall, association: AssociationRecord): SchemaSummary {
  const { state } = service;
  const { account, name, collaborationId, configuredTableId, arn } = association;
  const table = state.get('configuredTables', configuredTableId);
  const rule = state.get('tableRules', configuredTableId);
  return {
    name,
    type: 'TABLE',
    creatorAccountId: account,
    ...timesOf(association),
    collaborationId,
    collaborationArn: state.get('collaborations', collaborationId)?.arn,
    analysisRuleTypes: rule ? [rule.type] : [],
    analysisMethod: table?.analysisMethod,
    resourceArn: nestedAssociationArn(arn),
    selectedAnalysisMethods: table?.selectedAnalysisMethods,
  };
}

/** The allowed columns with their Glue types; a column that the data does not have (yet) is of type `unknown`. */
async function columnsOf(call: ServiceCall, table: ConfiguredTableRecord): Promise<{ columns: Column[]; partitionKeys: Column[] }> {
  const { columns, partitionKeys } = await dataOf(call, table);
  const keys = new Set(partitionKeys.map(({ name }) => name));
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  const named = table.allowedColumns.filter((name) => !keys.has(name));
  return {
    columns: named.map((name) => ({ name, type: types.get(name) ?? 'unknown' })),
    partitionKeys: partitionKeys.map(({ name, type }) => ({ name, type })),
  };
}

interface Shape {
  columns: readonly { name: string; type: string }[];
  partitionKeys: readonly { name: string; type: string }[];
}

async function dataOf({ service }: ServiceCall, { account, tableReference }: ConfiguredTableRecord): Promise<Shape> {
  const { databaseName, tableName } = tableReference.glue;
  try {
    return await service.data.catalog.getTable({ account, database: databaseName, table: tableName });
  } catch (error) {
    // A table whose data is missing or unsound is a schema all the same; a query of it says what is wrong.
    if (isParleyError(error)) return { columns: [], partitionKeys: [] };
    throw error;
  }
}
