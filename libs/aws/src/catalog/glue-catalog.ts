import type { Glue, Table } from '@aws-sdk/client-glue';
import { type Catalog, type CatalogTable, FolderCatalog, type TableFiles, type TableRef } from '@parley/catalog';
import { awsError, awsFailure, noPlaceToWrite, tableMissing } from '../errors';
import type { S3ObjectStore } from '../object-store/s3-object-store';
import { catalogTable, type GlueTable, glueTable } from './glue-table';
import { fillMirror } from './mirror';
import { publishTable } from './publish-table';
import { type PartitionPlace, tableObjects } from './table-objects';

export interface GlueCatalogOptions {
  /** The client that may read an account's catalogue. */
  glue: (account: string) => Glue;
  store: S3ObjectStore;
  /** A folder for copies of the data files: an object is fetched once for as long as it does not change. */
  cache: string;
  /** Where `putTable` puts a table's files: `s3://bucket/prefix/`. */
  locationOf?: (table: TableRef) => string;
}

/**
 * The Glue Data Catalog with its data in S3: CSV with a header line, or Parquet; partitions registered or projected.
 *
 * Errors: TABLE_NOT_FOUND, TABLE_SCHEMA_INVALID, TABLE_FILES_INVALID, TABLE_NAME_INVALID, AWS_ACCESS_DENIED,
 * AWS_CREDENTIALS (input); AWS_FAILED (fault).
 */
export class GlueCatalog implements Catalog {
  readonly #options: GlueCatalogOptions;
  readonly #mirror: FolderCatalog;
  /** Tables being copied: two readers of one wait for one copy. */
  readonly #copying = new Map<string, Promise<void>>();

  constructor(options: GlueCatalogOptions) {
    this.#options = options;
    this.#mirror = new FolderCatalog(options.cache);
  }

  async getTable(ref: TableRef): Promise<CatalogTable> {
    return catalogTable(ref, await this.#find(ref));
  }

  async listTables(account: string, database: string): Promise<CatalogTable[]> {
    const client = this.#options.glue(account);
    try {
      const tables: CatalogTable[] = [];
      for await (const { TableList = [] } of client.paginateGetTables({ CatalogId: account, DatabaseName: database })) {
        for (const table of TableList) tables.push(catalogTable({ account, database, table: table.Name ?? '' }, table));
      }
      return tables.sort((a, b) => (a.table < b.table ? -1 : 1));
    } catch (error) {
      if (isMissing(error)) return [];
      throw awsError(`Glue GetTables ${account}/${database}`, error);
    }
  }

  async files(ref: TableRef): Promise<TableFiles> {
    const table = glueTable(ref, await this.#find(ref));
    const name = nameOf(ref);
    const waiting = this.#copying.get(name) ?? Promise.resolve();
    const copied = waiting.catch(() => undefined).then(() => this.#copy(table));
    this.#copying.set(name, copied);
    await copied;
    return this.#mirror.files(ref);
  }

  /** Uploads the files beside the old ones, then points the table at them: a reader sees the old table or the whole new one. */
  async putTable(table: CatalogTable, write: (folder: string) => Promise<void>): Promise<void> {
    const { glue, store, cache, locationOf } = this.#options;
    if (!locationOf) throw noPlaceToWrite();
    const current = await this.#lookUp(table);
    await publishTable({ client: glue(table.account), store, scratch: cache, prefix: locationOf(table), current }, table, write);
  }

  async #copy(table: GlueTable): Promise<void> {
    const { store, cache } = this.#options;
    const partitions = table.table.partitionKeys.length > 0 && !table.projected ? await this.#partitions(table.table) : undefined;
    const objects = await tableObjects(table, partitions, store);
    await fillMirror({ mirror: this.#mirror, cache, store }, table, objects);
  }

  async #partitions({ account, database, table }: TableRef): Promise<PartitionPlace[]> {
    const client = this.#options.glue(account);
    try {
      const places: PartitionPlace[] = [];
      for await (const { Partitions = [] } of client.paginateGetPartitions({ CatalogId: account, DatabaseName: database, TableName: table })) {
        for (const { Values = [], StorageDescriptor } of Partitions) places.push({ values: Values, location: StorageDescriptor?.Location ?? '' });
      }
      return places;
    } catch (error) {
      throw awsError(`Glue GetPartitions ${account}/${database}/${table}`, error);
    }
  }

  async #find(ref: TableRef): Promise<Table> {
    const found = await this.#lookUp(ref);
    if (!found) throw tableMissing(nameOf(ref));
    return found;
  }

  async #lookUp(ref: TableRef): Promise<Table | undefined> {
    const { account, database, table } = ref;
    try {
      const { Table: found } = await this.#options.glue(account).getTable({ CatalogId: account, DatabaseName: database, Name: table });
      return found;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw awsError(`Glue GetTable ${nameOf(ref)}`, error);
    }
  }
}

const nameOf = ({ account, database, table }: TableRef): string => `${account}/${database}/${table}`;

const isMissing = (error: unknown): boolean => awsFailure(error).name === 'EntityNotFoundException';
