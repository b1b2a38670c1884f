import { DuckDBInstance } from '@duckdb/node-api';
import { readGlueType } from '@parley/catalog';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildEntry } from '../testing/build-entry';
import { DEFAULT_LIMITS, type JobTable, type QueryJob } from './job';
import { QUERY_ERRORS } from './query-error-codes';
import { QueryFailure } from './query-failure';
import { runQueryProcess } from './run-query-process';

const CANARY = 'canary-7391';

let entry: string;
let folder: string;
beforeAll(() => {
  entry = buildEntry('query-process');
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-query-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Types = Record<string, string>;

const columnsOf = (types: Types): JobTable['columns'] =>
  Object.entries(types).map(([name, type]) => ({ name, type: readGlueType(type)!, partitionKey: false }));

function csvTable(name: string, text: string | Buffer, types: Types): JobTable {
  const path = join(folder, `${name} [1].csv`); // a path that would be a pattern to DuckDB
  writeFileSync(path, text);
  return { name, format: 'csv', files: [{ path, partition: {} }], columns: columnsOf(types) };
}

async function parquetTable(name: string, select: string, types: Types): Promise<JobTable> {
  const path = join(folder, `${name}.parquet`);
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet, ROW_GROUP_SIZE 4096)`);
  return { name, format: 'parquet', files: [{ path, partition: {} }], columns: columnsOf(types) };
}

const people = () => csvTable('people', `id,name,score\n1,Ada,1.5\n2,"",\n3,"Bo, ""B""",NaN\n4,${CANARY},-2e3\n`, { id: 'bigint', name: 'string', score: 'double' }); // prettier-ignore

interface Options {
  tables?: readonly JobTable[];
  limits?: Partial<QueryJob['limits']>;
  format?: QueryJob['format'];
  outputColumns?: number;
  signal?: AbortSignal;
}

function run(sql: string, { tables = [people()], limits = {}, format = 'CSV', outputColumns = 1, signal = new AbortController().signal }: Options = {}) {
  const job: QueryJob = { sql, outputColumns, tables, format, limits: { ...DEFAULT_LIMITS, ...limits }, resultPath: join(folder, 'result') };
  return runQueryProcess(job, { entry, scratch: join(folder, 'scratch'), signal });
}

const resultText = () => readFileSync(join(folder, 'result'), 'utf8');

async function failureOf(running: Promise<unknown>): Promise<QueryFailure> {
  const failure = await running.then(() => undefined, (error: unknown) => error); // prettier-ignore
  expect(failure).toBeInstanceOf(QueryFailure);
  return failure as QueryFailure;
}

describe('loading', () => {
  it('reads CSV by the declared types, a bare empty field as NULL and a quoted one as text', async () => {
    const done = await run('SELECT id, name, score FROM people', { outputColumns: 3 });
    expect(done).toMatchObject({ rows: 4, usage: { peakRssMb: expect.any(Number), cpuSeconds: expect.any(Number) } });
    expect(resultText()).toBe(`id,name,score\n1,Ada,1.5\n2,"",\n3,"Bo, ""B""",nan\n4,${CANARY},-2000.0\n`);
    expect(readdirSync(join(folder, 'scratch'))).toEqual([]);
  });

  it('reads the columns by name, with CRLF, a byte order mark and columns no one asked for', async () => {
    const text = '\ufeffextra,flag,day,id\r\nx,TRUE,2026-11-22,7\r\ny,false,,8\r\n';
    const table = csvTable('days', text, { id: 'int', day: 'date', flag: 'boolean' });
    await run('SELECT id, day, flag FROM days', { tables: [table], outputColumns: 3 });
    expect(resultText()).toBe('id,day,flag\n7,2026-11-22,true\n8,,false\n');
  });

  it('reads Parquet columns that hold the declared type, and partition keys from the folders', async () => {
    const table = await parquetTable('visits', `SELECT 1::SMALLINT AS n, 1.25::FLOAT AS x, TIMESTAMPTZ '2026-01-01 01:00:00+01' AS t, '${CANARY}' AS secret`, { n: 'bigint', x: 'double', t: 'timestamp' }); // prettier-ignore
    const partitioned: JobTable = {
      ...table,
      files: [{ path: table.files[0]!.path, partition: { area: "it's" } }],
      columns: [...table.columns, { name: 'area', type: { kind: 'string' }, partitionKey: true }],
    };
    await run('SELECT n, x, t, area FROM visits', { tables: [partitioned], outputColumns: 4 });
    expect(resultText()).toBe("n,x,t,area\n1,1.25,2026-01-01 00:00:00,it's\n");
    // A column outside the job is not there at all.
    expect((await failureOf(run('SELECT secret FROM visits', { tables: [partitioned] }))).code).toBe('QUERY_FAILED');
  });

  it.each([
    ['a fraction in a whole number', 'id\n2.7\n', 'int', 'TABLE_DATA_INVALID'],
    ['a yes in a boolean', 'id\nyes\n', 'boolean', 'TABLE_DATA_INVALID'],
    ['text in a double', `id\n${CANARY}\n`, 'double', 'TABLE_DATA_INVALID'],
    ['a number beyond its type', 'id\n300\n', 'tinyint', 'TABLE_DATA_INVALID'],
    ['a ragged row', 'id\n1,2\n', 'int', 'TABLE_DATA_INVALID'],
    ['an unclosed quote', 'id\n"1\n', 'string', 'TABLE_DATA_INVALID'],
    ['Latin-1 bytes', Buffer.from('id\nM\xfcller\n', 'latin1'), 'string', 'TABLE_DATA_INVALID'],
    ['another delimiter', 'id;x\n1;2\n', 'int', 'TABLE_UNREADABLE'],
    ['a column twice', 'id,id\n1,2\n', 'int', 'TABLE_UNREADABLE'],
    ['an empty file', '', 'int', 'TABLE_UNREADABLE'],
  ])('fails on %s', async (_, text, type, code) => {
    const failure = await failureOf(run('SELECT id FROM t', { tables: [csvTable('t', text, { id: type })] }));
    expect(failure.code).toBe(code);
    expect(readdirSync(folder)).not.toContain('result');
  });

  it('refuses a Parquet column of another type than declared, and a missing file', async () => {
    const table = await parquetTable('t', "SELECT '1' AS id", { id: 'int' });
    expect((await failureOf(run('SELECT id FROM t', { tables: [table] }))).code).toBe('TABLE_UNREADABLE');
    const gone = { ...table, files: [{ path: join(folder, 'gone.parquet'), partition: {} }] };
    expect((await failureOf(run('SELECT id FROM t', { tables: [gone] }))).code).toBe('TABLE_UNREADABLE');
  });
});

describe('the process', () => {
  it.each(["SELECT * FROM read_text('/proc/self/environ')", "SELECT * FROM read_csv('people-0.csv')", "COPY people TO 'x.csv'"])(
    'refuses %s',
    async (sql) => {
      const failure = await failureOf(run(sql));
      expect(failure.code).toBe('QUERY_FAILED');
      expect(failure.detail).toMatch(/Permission Error|this is not one SELECT/);
    },
  );

  it('has no environment, whatever its parent has', async () => {
    process.env.PARLEY_CANARY = CANARY;
    const probe = join(folder, 'probe.mjs');
    const answer = { outcome: 'failed', code: 'QUERY_FAILED' };
    writeFileSync(probe, `console.log(JSON.stringify({ ...${JSON.stringify(answer)}, detail: Object.keys(process.env).join() })); process.exit();`);
    const job: QueryJob = { sql: '', outputColumns: 0, tables: [], format: 'CSV', limits: DEFAULT_LIMITS, resultPath: '' };
    const failure = await failureOf(runQueryProcess(job, { entry: probe, scratch: folder, signal: new AbortController().signal }));
    delete process.env.PARLEY_CANARY;
    expect(failure.detail).toBe('');
  });
});

describe('limits', () => {
  const endless = 'SELECT count(*) FROM range(1000000000000) a, people';

  it.each([
    ['memory', "SELECT string_agg(repeat('x', 100000), '') FROM range(100000)", { memoryMb: 80, spillMb: 1 }, 'QUERY_FAILED_MEMORY'],
    ['rows', 'SELECT range FROM range(5000)', { maxRows: 4999 }, 'RESULT_TOO_LARGE'],
    ['bytes', "SELECT range || repeat('x', 1000) FROM range(2000)", { maxResultMb: 1 }, 'RESULT_TOO_LARGE'],
    ['time', endless, { wallSeconds: 1 }, 'QUERY_TIMED_OUT'],
  ])('holds the limit of %s', async (_, sql, limits, code) => {
    expect((await failureOf(run(sql, { limits }))).code).toBe(code);
  });

  it('spills a table to disk instead of failing, while it may', async () => {
    const digests = Array.from({ length: 8 }, (_, index) => `sha256((range + ${index})::VARCHAR)`).join(' || '); // 512 bytes that don't compress
    const tables = [await parquetTable('t', `SELECT ${digests} AS v FROM range(200000)`, { v: 'string' })];
    const limits = { memoryMb: 80, spillMb: 2000 };
    expect(await run('SELECT max(v) AS v FROM t', { tables, limits })).toMatchObject({ rows: 1 });
    const failure = await failureOf(run('SELECT max(v) AS v FROM t', { tables, limits: { ...limits, spillMb: 1 } }));
    expect(failure.code).toBe('QUERY_FAILED_MEMORY');
  });

  it('stops when it is cancelled, and says nothing of why it was lost when it is killed', async () => {
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(), 300);
    expect((await failureOf(run(endless, { signal: cancel.signal }))).code).toBe('QUERY_CANCELLED');
    expect((await failureOf(run(endless, { signal: cancel.signal }))).code).toBe('QUERY_CANCELLED'); // before it starts
    const dying = join(folder, 'dying.mjs');
    writeFileSync(dying, "process.kill(process.pid, 'SIGKILL')");
    const job: QueryJob = { sql: endless, outputColumns: 1, tables: [], format: 'CSV', limits: DEFAULT_LIMITS, resultPath: '' };
    const failure = await failureOf(runQueryProcess(job, { entry: dying, scratch: folder, signal: new AbortController().signal }));
    expect(failure).toMatchObject({ code: 'QUERY_PROCESS_LOST', detail: 'ended with SIGKILL' });
  });
});

describe('results', () => {
  it.each([
    ['SELECT DISTINCT name, id FROM people', 'name,id\n"",2\nAda,1\n"Bo, ""B""",3\ncanary-7391,4\n'],
    ['SELECT DISTINCT name, id FROM people LIMIT 2', 'name,id\n"",2\nAda,1\n'],
    ['SELECT name IS NULL AS missing, id FROM people ORDER BY missing DESC', 'missing,id\nfalse,1\nfalse,2\nfalse,3\nfalse,4\n'],
    ['SELECT sum(id) AS "a ""b""", 1.50 AS x FROM people HAVING count(*) > 1', '"a ""b""",x\n10,1.50\n'],
    ['SELECT name, id FROM people WHERE id > 9', 'name,id\n'],
  ])('orders %s', async (sql, text) => {
    await run(sql, { outputColumns: 2 });
    expect(resultText()).toBe(text);
  });

  it('gives the same bytes again, in both formats', async () => {
    const tables = [await parquetTable('t', 'SELECT (random() * 1000)::INT AS g, random() AS x FROM range(20000)', { g: 'int', x: 'double' })];
    for (const format of ['CSV', 'PARQUET'] as const) {
      const bytes: Buffer[] = [];
      for (let time = 0; time < 2; time += 1) {
        await run('SELECT g, sum(x) AS total FROM t GROUP BY g', { tables, format, outputColumns: 2 });
        bytes.push(readFileSync(join(folder, 'result')));
      }
      expect(bytes[0]!.equals(bytes[1]!)).toBe(true);
    }
  });

  it('keeps the types in Parquet', async () => {
    await run("SELECT id, name, score, DATE '2026-01-01' AS day, 1.5::DECIMAL(9,2) AS price FROM people", { format: 'PARQUET', outputColumns: 5 });
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const described = await connection.runAndReadAll(`SELECT column_type FROM (DESCRIBE SELECT * FROM read_parquet('${join(folder, 'result')}'))`);
    expect(described.getRows().flat()).toEqual(['BIGINT', 'VARCHAR', 'DOUBLE', 'DATE', 'DECIMAL(9,2)']);
  });

  it('tells the runner a code and a fixed text, never a value', async () => {
    for (const [sql, code] of [
      ['SELECT CAST(name AS INT) FROM people', 'QUERY_FAILED_CAST'],
      ['SELECT id * 9223372036854775807 FROM people', 'QUERY_FAILED_RANGE'],
      ["SELECT error('saw ' || name) FROM people", 'QUERY_FAILED'],
    ] as const) {
      const failure = await failureOf(run(sql));
      expect(failure.code).toBe(code);
      expect(`${failure.message} ${QUERY_ERRORS[failure.code]}`).not.toMatch(/canary|Ada|9223/);
    }
    expect((await failureOf(run('SELECT id AS a, name AS A FROM people', { outputColumns: 2 }))).code).toBe('RESULT_NAMES_CLASH');
  });

  it('says when the result cannot be written', async () => {
    mkdirSync(join(folder, 'result'));
    expect((await failureOf(run('SELECT id FROM people'))).code).toBe('RESULT_NOT_WRITTEN');
  });
});
