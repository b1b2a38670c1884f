import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { CatalogColumn, TableFile, TableFiles } from './catalog';
import { filesInvalid } from './errors';

const FORMATS: Readonly<Record<string, TableFiles['format']>> = { '.csv': 'csv', '.parquet': 'parquet' };

/**
 * Finds the data files below a table's folder: in it, or for a table with partition keys in folders such as
 * `year=2026/month=11/`, one level a key. Names that begin with "." or "_" are skipped, as Glue and Spark do.
 */
export async function findTableFiles(folder: string, partitionKeys: readonly CatalogColumn[]): Promise<TableFiles> {
  const files = await filesAt(folder, partitionKeys, {});
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  const formats = new Set(files.map((file) => FORMATS[extname(file.path)]));
  const [format] = formats;
  if (format === undefined) throw filesInvalid(folder, 'the table has no data file.', 'add *.csv with a header, or *.parquet');
  if (formats.size > 1) throw filesInvalid(folder, 'the table has both CSV and Parquet files.', 'keep one format a table');
  return { format, files };
}

async function filesAt(folder: string, keys: readonly CatalogColumn[], partition: TableFile['partition']): Promise<TableFile[]> {
  const [key, ...deeper] = keys;
  const entries = (await readdir(folder, { withFileTypes: true })).filter((entry) => !/^[._]/.test(entry.name));
  if (key === undefined) {
    return entries
      .filter((entry) => entry.isFile() && FORMATS[extname(entry.name)] !== undefined)
      .map((entry) => ({ path: join(folder, entry.name), partition }));
  }
  const found: TableFile[] = [];
  for (const entry of entries.filter((candidate) => candidate.isDirectory())) {
    const value = partitionValue(folder, entry.name, key.name);
    found.push(...(await filesAt(join(folder, entry.name), deeper, { ...partition, [key.name]: value })));
  }
  return found;
}

function partitionValue(folder: string, name: string, key: string): string {
  const [found, ...rest] = name.split('=');
  if (found !== key || rest.length === 0) {
    throw filesInvalid(join(folder, name), `a folder of partition key ${key} was wanted here.`, `name it ${key}=VALUE`);
  }
  try {
    return decodeURIComponent(rest.join('='));
  } catch {
    throw filesInvalid(join(folder, name), 'the % escapes in this name cannot be read.', 'write % as %25');
  }
}
