import type { FolderCatalog } from '@parley/catalog';
import { systemCode } from '@parley/files';
import { createReadStream, createWriteStream } from 'node:fs';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { S3ObjectStore } from '../object-store/s3-object-store';
import { type GlueTable, readableTable } from './glue-table';
import type { TableObject } from './table-objects';

interface Mirror {
  mirror: FolderCatalog;
  cache: string;
  store: S3ObjectStore;
}

/** Says which objects a copy was made of; its name is none of a data file. */
const MADE_OF = '_made-of.json';

/** Copies a table's files to this machine, unless the copy there is of these very objects. The copy is replaced whole. */
export async function fillMirror({ mirror, cache, store }: Mirror, { table, format }: GlueTable, objects: readonly TableObject[]): Promise<void> {
  const readable = readableTable(table);
  const madeOf = JSON.stringify({ readable, format, objects });
  const folder = join(cache, table.account, table.database, table.table);
  if ((await readFile(join(folder, MADE_OF), 'utf8').catch(nothingThere)) === madeOf) return;
  await mirror.putTable(readable, async (draft) => {
    for (const [index, object] of objects.entries()) {
      const path = join(draft, ...partitionFolders(table.partitionKeys, object.values), `part-${index}.${format}`);
      await mkdir(dirname(path), { recursive: true });
      await store.withFile(object.uri, (file) => copyOf(object.uri, file, path));
    }
    await writeFile(join(draft, MADE_OF), madeOf);
  });
}

function partitionFolders(keys: GlueTable['table']['partitionKeys'], values: readonly string[]): string[] {
  return keys.map(({ name }, index) => `${name}=${encodeURIComponent(values[index] ?? '')}`);
}

function copyOf(uri: string, from: string, to: string): Promise<void> {
  return uri.endsWith('.gz') ? pipeline(createReadStream(from), createGunzip(), createWriteStream(to)) : copyFile(from, to);
}

function nothingThere(error: unknown): undefined {
  if (systemCode(error) !== 'ENOENT') throw error;
}
