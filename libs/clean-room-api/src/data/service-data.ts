import type { Catalog } from '@parley/catalog';
import type { ObjectStore } from '@parley/object-store';

/** Where the service's tables lie and its results go: a folder, or Glue and S3. */
export interface ServiceData {
  /** The tables of every account: what `getTable` throws is a ParleyError (TABLE_NOT_FOUND, TABLE_SCHEMA_INVALID, …). */
  catalog: Catalog;
  /** The buckets of every account. */
  store: ObjectStore;
}
