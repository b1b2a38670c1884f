import { Athena } from '@aws-sdk/client-athena';
import { motoClient, startStrictService, type StrictService } from '@parley/testing';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type EnginePlaces, sqlEngineSuite } from '../../sql-engine/src/testing/engine-suite';
import { AthenaEngine, type AthenaEngineOptions } from './athena-engine';
import { AthenaDouble, really } from './testing/athena-double';
import type { ObjectTails } from './object-tails';

/** The end of a file, for a store of folders. */
const tailsOf = (folder: string): ObjectTails => ({
  tail: async (uri, most) => {
    const path = join(folder, uri.replace('s3://work/runs/r1/', 'run/'));
    const whole = readFileSync(path);
    return { bytes: whole.subarray(Math.max(0, whole.length - Math.min(most, 600))), size: statSync(path).size, etag: `${statSync(path).mtimeMs}` };
  },
});

const query = (sql = 'SELECT c.id AS id, c.source_row AS source_row FROM customers c JOIN incomes i ON i.id = c.id') => ({
  sql,
  relations: { customers: { table: { account: '111122223333', database: 'shop', table: 'customers' } }, incomes: { objects: ['s3://run/incomes/a.parquet'] } },
  orderBy: 'source_row',
  resultUri: 's3://run/result.parquet',
});

describe('Athena', () => {
  let service: StrictService;
  let double: AthenaDouble;
  let places: EnginePlaces;
  let options: AthenaEngineOptions;

  sqlEngineSuite(async (given) => {
    places = given;
    double = new AthenaDouble(given);
    service = await startStrictService('@aws-sdk/client-athena', double.behaviours);
    const athena = new Athena({ ...motoClient(service.endpoint), maxAttempts: 1 });
    options = { athena, workGroup: 'owner', pollMs: 5, ...given, tails: tailsOf(given.folder), locate: really, database: 'parley_scratch', runId: 'r1', scratch: 's3://run/sql' };
    return { engine: new AthenaEngine(options), close: () => service.stop() };
  });

  const unloads = () => double.executions.filter(({ text }) => text.startsWith('UNLOAD'));

  it('leaves no table, manifest or part behind', async () => {
    await new AthenaEngine(options).select(query());
    expect([...double.tables.keys()]).toEqual([]);
    expect((await places.store.list('s3://run/sql/')).filter((uri) => !uri.startsWith('s3://run/sql/ended/'))).toEqual([]);
    expect(double.executions[0]?.text).toMatch(/`parley_scratch`\.`run_r1_[0-9a-f]{12}_incomes`/);
  });

  it('finds the query that a killed process left under way, and waits for it', async () => {
    double.looks = 1000;
    await expect(new AthenaEngine({ ...options, mostMinutes: 0 }).select(query())).rejects.toMatchObject({ code: 'ATHENA_QUERY_TOO_LONG' });
    double.looks = 0;
    await new AthenaEngine(options).select(query());
    expect(unloads()).toHaveLength(1);
    expect(await places.store.exists('s3://run/result.parquet')).toBe(true);
  });

  it('tries again what Athena says may be tried again, three times at most', async () => {
    const again = { retryable: true, words: 'busy' };
    double.upsets = [again, again];
    await new AthenaEngine(options).select(query());
    expect(unloads()).toHaveLength(3);
    double.upsets = [again, again, again];
    await expect(new AthenaEngine(options).select(query())).rejects.toMatchObject({ code: 'ATHENA_QUERY_FAILED', kind: 'fault' });
  });

  it('says how a query failed without its words, and asks anew when it is run again', async () => {
    double.upsets = [{ retryable: false, words: "Cannot cast 'ada@example.com' to BIGINT" }];
    const failing = new AthenaEngine(options).select(query());
    await expect(failing).rejects.toMatchObject({ code: 'ATHENA_QUERY_FAILED', message: expect.stringContaining('category 2, type 1001') });
    await expect(failing).rejects.not.toThrow(/ada/);
    expect([...double.tables.keys()]).toEqual([]);
    await new AthenaEngine(options).select(query());
    expect(unloads()).toHaveLength(2);
  });

  it('refuses a name that would be SQL of its own', async () => {
    const relations = { 'x" AS (SELECT 1), "y': { objects: ['s3://run/incomes/a.parquet'] } };
    await expect(new AthenaEngine(options).select({ ...query(), relations })).rejects.toMatchObject({ code: 'ATHENA_NAME_UNFIT' });
    await expect(new AthenaEngine(options).select({ ...query(), relations: { empty: { objects: [] } } })).rejects.toMatchObject({ code: 'ATHENA_RELATION_EMPTY' });
  });
});
