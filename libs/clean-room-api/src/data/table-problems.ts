import { type Catalog, FolderCatalog, type TableFile, type TableRef } from '@parley/catalog';
import { isParleyError, type Problem } from '@parley/errors';
import { sqlText, withDuckDb } from '@parley/tabular';
import { parse } from 'csv-parse';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { columnsMissing, columnsTwice, noHeader, notParquet } from './errors';

/**
 * What is wrong with the tables of a folder, each problem with its file and line: a schema.json that can't be read, no data
 * files or two formats, columns that a file lacks. Values are not looked at: the query that reads them does that.
 */
export async function tableProblems(folder: string): Promise<Problem[]> {
  const catalog = new FolderCatalog(folder);
  const found = await Promise.all((await tablesBelow(folder)).map((ref) => problemsOf(catalog, ref)));
  return found.flat();
}

async function tablesBelow(folder: string): Promise<TableRef[]> {
  const accounts = (await foldersIn(folder)).filter((name) => /^\d{12}$/.test(name));
  const refs: TableRef[] = [];
  for (const account of accounts) {
    for (const database of await foldersIn(join(folder, account))) {
      for (const table of await foldersIn(join(folder, account, database))) refs.push({ account, database, table });
    }
  }
  return refs;
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name).sort();
}

async function problemsOf(catalog: Catalog, ref: TableRef): Promise<Problem[]> {
  try {
    const { columns } = await catalog.getTable(ref);
    const { format, files } = await catalog.files(ref);
    const names = columns.map(({ name }) => name);
    const found = await Promise.all(files.map((file) => (format === 'csv' ? csvProblems(file, names) : parquetProblems(file, names))));
    return found.flat();
  } catch (error) {
    if (isParleyError(error)) return error.problems.map((problem) => ({ code: error.code, ...problem }));
    throw error;
  }
}

async function csvProblems({ path }: TableFile, wanted: readonly string[]): Promise<Problem[]> {
  const records = createReadStream(path).pipe(parse({ bom: true, to_line: 1, relax_column_count: true }));
  for await (const header of records) return headerProblems(path, header as string[], wanted);
  return [noHeader(path)];
}

async function parquetProblems({ path }: TableFile, wanted: readonly string[]): Promise<Problem[]> {
  return withDuckDb(
    async (connection) => {
      const described = await connection.runAndReadAll(`SELECT name FROM parquet_schema(${sqlText(path)}) WHERE num_children IS NULL`);
      return headerProblems(path, described.getRows().map(([name]) => String(name)), wanted);
    },
    { files: [path] },
  ).catch(() => [notParquet(path)]);
}

function headerProblems(file: string, header: readonly string[], wanted: readonly string[]): Problem[] {
  const missing = wanted.filter((name) => !header.includes(name));
  const twice = wanted.filter((name) => header.filter((other) => other === name).length > 1);
  return [...(missing.length > 0 ? [columnsMissing(file, missing)] : []), ...(twice.length > 0 ? [columnsTwice(file, twice)] : [])];
}
