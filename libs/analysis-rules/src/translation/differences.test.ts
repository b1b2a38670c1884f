import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { KNOWN_DIFFERENCES } from './differences';

/** The table's word about DuckDB, asked of DuckDB: an upgrade that changes a meaning is noticed here. */
describe('known differences', () => {
  let duckdb: DuckDBConnection;

  beforeAll(async () => {
    duckdb = await (await DuckDBInstance.create(':memory:')).connect();
  });

  const probes = KNOWN_DIFFERENCES.flatMap(({ what, probe }) => (probe ? [[what, ...probe] as const] : []));

  it.each(probes)('%s: %s', async (_, expression, gives) => {
    const answer = duckdb.runAndReadAll(`SELECT CAST((${expression}) AS VARCHAR)`);
    if (gives === 'error') await expect(answer).rejects.toThrow();
    else expect((await answer).getRows()).toEqual([[gives]]);
  });
});
