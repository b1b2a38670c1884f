import type { Catalog } from '@parley/catalog';
import type { ObjectStore } from '@parley/object-store';
import { sqlName, sqlText, withDuckDb } from '@parley/tabular';
import type { SqlEngine, SqlQuery, SqlRelation } from './sql-engine';

/** DuckDB in this process, locked down to the files that the query names. */
export class DuckDbEngine implements SqlEngine {
  constructor(private readonly places: { store: ObjectStore; catalog: Catalog }) {}

  async select({ sql, relations, orderBy, resultUri }: SqlQuery): Promise<void> {
    await this.#withFiles(Object.entries(relations), (tables) =>
      this.places.store.putFile(resultUri, (resultPath) =>
        withDuckDb(
          async (connection) => {
            for (const [name, files] of Object.entries(tables)) {
              await connection.run(`CREATE VIEW ${sqlName(name)} AS SELECT * FROM read_parquet([${files.map(sqlText).join(', ')}])`);
            }
            const ordered = `SELECT * FROM (${sql}) ORDER BY ${sqlName(orderBy)}`;
            await connection.run(`COPY (${ordered}) TO ${sqlText(resultPath)} (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)`);
          },
          { files: [...Object.values(tables).flat(), resultPath], memoryLimit: '2GB' },
        ),
      ),
    );
  }

  /** Lends local files of every relation at once. */
  async #withFiles<T>(relations: readonly (readonly [string, SqlRelation])[], use: (files: Record<string, string[]>) => Promise<T>): Promise<T> {
    const [first, ...rest] = relations;
    if (!first) return use({});
    const [name, relation] = first;
    return this.#withPaths(relation, (paths) => this.#withFiles(rest, (others) => use({ ...others, [name]: paths })));
  }

  async #withPaths<T>(relation: SqlRelation, use: (paths: string[]) => Promise<T>): Promise<T> {
    if ('table' in relation) return use((await this.places.catalog.files(relation.table)).files.map(({ path }) => path));
    const [first, ...rest] = relation.objects;
    if (first === undefined) return use([]);
    return this.places.store.withFile(first, (path) => this.#withPaths({ objects: rest }, (paths) => use([path, ...paths])));
  }
}
