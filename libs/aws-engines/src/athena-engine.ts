import type { Catalog, TableRef } from '@parley/catalog';
import type { ObjectStore } from '@parley/object-store';
import { DuckDbEngine, type SqlEngine, type SqlQuery } from '@parley/sql-engine';
import { createHash } from 'node:crypto';
import { type AthenaPlace, runStatement, tryStatement } from './athena-statements';
import { noRows, queryFailed, relationEmpty } from './errors';
import type { ObjectTails } from './object-tails';
import { type ParquetShape, parquetShape } from './parquet-shape';
import { boundQuery, checkName, createTable, dropTable, unload } from './statements';

export interface AthenaEngineOptions extends AthenaPlace {
  store: ObjectStore;
  catalog: Catalog;
  tails: ObjectTails;
  /** Where an object of the store really lies, as Athena has to be told. */
  locate(uri: string): string;
  /** The Glue database for tables that live as long as a query. */
  database: string;
  /** The run: part of every table's name and of every token. */
  runId: string;
  /** A folder of the store for manifests and parts, `s3://…` without a slash at its end. */
  scratch: string;
}

const TRIES = 3;

interface Table extends Pick<TableRef, 'database' | 'table'> {
  /** Set where the table is ours for this query: its columns and objects. */
  made?: { shape: ParquetShape; objects: readonly string[] };
}

/**
 * Athena. Tables over the query's objects are made and dropped; the rows come as parts, which DuckDB puts in order as one object in this
 * process. A query that a killed process left under way is found by its token and waited for, not started again.
 */
export class AthenaEngine implements SqlEngine {
  constructor(private readonly options: AthenaEngineOptions) {}

  /**
   * @throws fault ATHENA_QUERY_FAILED, ATHENA_QUERY_TOO_LONG, ATHENA_CALL_FAILED, ATHENA_OBJECT_UNREADABLE, ATHENA_RELATION_EMPTY;
   * inputError ATHENA_NO_ROWS, ATHENA_NAME_UNFIT
   */
  async select(query: SqlQuery): Promise<void> {
    const { store, catalog, runId, scratch } = this.options;
    const shapes = await this.#shapes(query);
    const digest = digestOf([runId, query, Object.entries(shapes).map(([name, { etag }]) => [name, etag])]);
    const folder = `${scratch}/${digest.slice(0, 16)}`;
    const tables = this.#tables(query, shapes, digest);
    try {
      for (const [name, table] of Object.entries(tables)) await this.#make(table, `${folder}/${name}`);
      const { id, parts, attempt } = await this.#unload(boundQuery(query.sql, tables), folder, digest);
      const { orderBy, resultUri } = query;
      if (parts.length > 0) await new DuckDbEngine({ store, catalog }).select({ sql: 'SELECT * FROM parts', relations: { parts: { objects: parts } }, orderBy, resultUri });
      await store.put(this.#counter(digest), String(attempt + 1)); // before its parts go: a token used again answers with this end
      if (parts.length === 0) throw noRows(id);
    } finally {
      for (const { database, table, made } of Object.values(tables)) if (made) await runStatement(dropTable(database, table), this.options);
    }
    for (const uri of await store.list(`${folder}/`)) await store.remove(uri);
  }

  async #shapes({ relations }: SqlQuery): Promise<Record<string, ParquetShape>> {
    const shapes: Record<string, ParquetShape> = {};
    for (const [name, relation] of Object.entries(relations)) {
      if ('table' in relation) continue;
      const [first] = relation.objects;
      if (first === undefined) throw relationEmpty(name);
      shapes[name] = await parquetShape(this.options.locate(first), this.options.tails);
    }
    return shapes;
  }

  #tables({ relations }: SqlQuery, shapes: Record<string, ParquetShape>, digest: string): Record<string, Table> {
    const { database, runId } = this.options;
    const prefix = `${runId.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_')}_${digest.slice(0, 12)}`;
    return Object.fromEntries(
      Object.entries(relations).map(([name, relation]): [string, Table] => {
        if ('table' in relation) return [name, { database: checkName('database', relation.table.database), table: checkName('table', relation.table.table) }];
        return [name, { database, table: `run_${prefix}_${checkName('relation', name)}`, made: { shape: shapes[name], objects: relation.objects } }];
      }),
    );
  }

  async #make({ database, table, made }: Table, folder: string): Promise<void> {
    if (!made) return;
    const { store, locate } = this.options;
    await store.put(`${folder}/manifest`, made.objects.map((uri) => `${locate(uri)}\n`).join(''));
    await runStatement(createTable(database, table, made.shape.columns, locate(`${folder}/manifest`).slice(0, -'manifest'.length)), this.options);
  }

  /** Starts where no earlier execution has ended: the answer to a token used before would be that old end. */
  async #unload(query: string, folder: string, digest: string): Promise<{ id: string; parts: string[]; attempt: number }> {
    const { store, locate } = this.options;
    const counter = this.#counter(digest);
    const ended = (await store.exists(counter)) ? Number(await store.get(counter)) : 0;
    for (let attempt = ended; ; attempt++) {
      const to = `${folder}/parts-${attempt}`;
      const end = await tryStatement(unload(query, locate(`${to}/0`).slice(0, -1)), this.options, digestOf([digest, attempt]));
      if (!('state' in end)) return { id: end.id, parts: await store.list(`${to}/`), attempt };
      await store.put(counter, String(attempt + 1));
      if (!end.retryable || attempt + 1 >= ended + TRIES) throw queryFailed(end.id, end.state, end.type);
    }
  }

  /** Holds how many executions of this query have ended. */
  readonly #counter = (digest: string): string => `${this.options.scratch}/ended/${digest.slice(0, 16)}`;
}

const digestOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');
