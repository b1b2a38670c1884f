import type { TableRef } from '@parley/catalog';
import type { ColumnType } from '@parley/contract';
import type { ColumnHead } from '@parley/tabular';
import { nameUnfit } from './errors';

/** Hive's names of our types. */
const HIVE_TYPES: Record<ColumnType, string> = { string: 'string', int: 'int', bigint: 'bigint', double: 'double', boolean: 'boolean', date: 'date', timestamp: 'timestamp' };

const NAME = /^[a-z_][a-z0-9_]*$/;

/** @throws inputError ATHENA_NAME_UNFIT */
export function checkName(what: string, name: string): string {
  if (!NAME.test(name)) throw nameUnfit(what, name);
  return name;
}

/**
 * A table over the very objects that a manifest names, whatever else lies in their folder: Hive's symbolic-link input, as S3 Inventory's
 * documents have it for Athena.
 *
 * @param manifests folder with the manifest, `s3://…/`
 */
export function createTable(database: string, table: string, columns: readonly ColumnHead[], manifests: string): string {
  return [
    `CREATE EXTERNAL TABLE IF NOT EXISTS \`${database}\`.\`${table}\` (`,
    columns.map(({ name, type }) => `  \`${checkName('column', name)}\` ${HIVE_TYPES[type]}`).join(',\n'),
    ')',
    "ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'",
    "STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat'",
    "OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'",
    `LOCATION '${manifests}'`,
  ].join('\n');
}

export const dropTable = (database: string, table: string): string => `DROP TABLE IF EXISTS \`${database}\`.\`${table}\``;

/** The query with its relations by the names it calls them. */
export function boundQuery(sql: string, relations: Readonly<Record<string, Pick<TableRef, 'database' | 'table'>>>): string {
  const bound = Object.entries(relations).map(([name, { database, table }]) => `${checkName('relation', name)} AS (SELECT * FROM "${database}"."${table}")`);
  return `SELECT * FROM (\nWITH ${bound.join(',\n')}\nSELECT * FROM (\n${sql}\n)\n)`;
}

/** Parquet parts below a folder that has to be empty, in no order. */
export const unload = (query: string, to: string): string => `UNLOAD (\n${query}\n)\nTO '${to}'\nWITH (format = 'PARQUET', compression = 'SNAPPY')`;
