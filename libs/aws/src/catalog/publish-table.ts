import type { Glue, Table, TableInput } from '@aws-sdk/client-glue';
import { type CatalogTable, FolderCatalog } from '@parley/catalog';
import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { awsError, partitionedTable } from '../errors';
import type { S3ObjectStore } from '../object-store/s3-object-store';
import { glueColumns, storageOf } from './glue-table';

export interface Publication {
  client: Glue;
  store: S3ObjectStore;
  /** A folder of this machine that the files are written to first. */
  scratch: string;
  /** The table's own prefix: each version of its files lies in a prefix of its own below it. */
  prefix: string;
  /** The table as it stands, if it does. */
  current: Table | undefined;
}

/**
 * Uploads a table's files and points the table at them; the version before goes last. Throws TABLE_PARTITIONED (input): to
 * move many registered partitions is not one step.
 */
export async function publishTable(publication: Publication, table: CatalogTable, write: (folder: string) => Promise<void>): Promise<void> {
  if (table.partitionKeys.length > 0) throw partitionedTable(`${table.account}/${table.database}/${table.table}`);
  const { store, scratch, prefix, current } = publication;
  const version = `${prefix.replace(/\/*$/, '/')}version-${randomUUID()}/`;
  await mkdir(scratch, { recursive: true });
  const folder = await mkdtemp(join(scratch, '.publish-'));
  try {
    const draft = new FolderCatalog(folder);
    await draft.putTable(table, write); // checks it as every catalogue does
    const { format, files } = await draft.files(table);
    for (const { path } of files) await store.putFile(`${version}${basename(path)}`, (copy) => copyFile(path, copy));
    await point(publication, table, {
      Name: table.table,
      TableType: 'EXTERNAL_TABLE',
      Parameters: { classification: format, ...(format === 'csv' && { 'skip.header.line.count': '1' }) },
      StorageDescriptor: storageOf(format, table.columns, version),
      PartitionKeys: glueColumns(table.partitionKeys),
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const old = current?.StorageDescriptor?.Location ?? '';
  if (old.startsWith(`${prefix.replace(/\/*$/, '/')}version-`)) for (const uri of await store.list(old)) await store.remove(uri);
}

async function point({ client, current }: Publication, { account, database, table }: CatalogTable, input: TableInput): Promise<void> {
  const where = { CatalogId: account, DatabaseName: database, TableInput: input };
  try {
    if (current) await client.updateTable(where);
    else await client.createTable(where);
  } catch (error) {
    throw awsError(`Glue ${current ? 'UpdateTable' : 'CreateTable'} ${account}/${database}/${table}`, error);
  }
}
