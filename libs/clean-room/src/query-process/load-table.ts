import type { DuckDBConnection } from '@duckdb/node-api';
import { symlink } from 'node:fs/promises';
import type { TableFile } from '@parley/catalog';
import { castFromText, duckdbType, parquetFits } from './column-types';
import { readCsvHeader } from './csv-header';
import type { JobTable } from './job';
import { QueryFailure } from './query-failure';
import { quoteName, quoteText } from './sql-text';

/** Copies the columns a query reads into a table of the engine. Afterwards no file is needed any more. */
export async function loadTable(connection: DuckDBConnection, table: JobTable): Promise<void> {
  const columns = table.columns.map(({ name, type }) => `${quoteName(name)} ${duckdbType(type)}`);
  await connection.run(`CREATE TABLE ${quoteName(table.name)} (${columns.join(', ')})`);
  for (const [index, file] of table.files.entries()) {
    // DuckDB takes every path for a pattern; a plain name in this process's own folder is none.
    const local = `${table.name}-${index}.${table.format}`;
    await symlink(file.path, local);
    const source = table.format === 'csv' ? await csvSource(table, local) : await parquetSource(connection, table, local);
    const values = table.columns.map((column) => (column.partitionKey ? partitionValue(file, column) : source.value(column)));
    await connection.run(`INSERT INTO ${quoteName(table.name)} SELECT ${values.join(', ')} FROM ${source.from}`);
  }
}

type Column = JobTable['columns'][number];

interface Source {
  /** The table function that reads the file. */
  from: string;
  /** The SQL of one column's value. */
  value(column: Column): string;
}

async function csvSource(table: JobTable, file: string): Promise<Source> {
  const header = await readCsvHeader(file);
  requireColumns(table, header);
  const names = header.map((name) => `${quoteText(name)}: 'VARCHAR'`);
  // Nothing is guessed: a bare empty field is NULL, a quoted one the empty text, and a ragged row an error.
  const dialect = `delim = ',', quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = false, strict_mode = true`;
  return {
    from: `read_csv(${quoteText(file)}, auto_detect = false, header = true, columns = {${names.join(', ')}}, ${dialect}, null_padding = false)`,
    value: ({ name, type }) => castFromText(name, type),
  };
}

async function parquetSource(connection: DuckDBConnection, table: JobTable, file: string): Promise<Source> {
  const from = `read_parquet(${quoteText(file)}, hive_partitioning = false)`;
  const described = await connection.runAndReadAll(`SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${from})`);
  const types = new Map(described.getRows().map(([name, type]) => [String(name), String(type)]));
  requireColumns(table, [...types.keys()]);
  for (const { name, type, partitionKey } of table.columns) {
    const found = types.get(name) ?? '';
    if (!partitionKey && !parquetFits(type, found)) {
      throw new QueryFailure('TABLE_UNREADABLE', `load: ${table.name}.${name} needs ${duckdbType(type)} and is ${found} in the file`);
    }
  }
  return { from, value: ({ name, type }) => `CAST(${quoteName(name)} AS ${duckdbType(type)})` };
}

function requireColumns(table: JobTable, found: readonly string[]): void {
  const lacking = table.columns.filter(({ name, partitionKey }) => !partitionKey && found.filter((other) => other === name).length !== 1);
  if (lacking.length === 0) return;
  const names = lacking.map(({ name }) => name).join(', ');
  throw new QueryFailure('TABLE_UNREADABLE', `load: ${table.name} has no column, or two, of the name ${names}`);
}

/** What Hive writes for a missing value. */
const NULL_PARTITION = '__HIVE_DEFAULT_PARTITION__';

function partitionValue(file: TableFile, { name, type }: Column): string {
  const text = file.partition[name];
  const value = text === undefined || text === NULL_PARTITION ? 'NULL' : quoteText(text);
  return `CAST(${value} AS ${duckdbType(type)})`;
}
