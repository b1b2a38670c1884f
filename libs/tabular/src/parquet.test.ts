import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { ColumnTable, TableColumn, Value } from './column-table';
import { sqlText, withDuckDb } from './duck-db';
import { readParquet } from './read-parquet';
import { writeParquet } from './write-parquet';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "parley-it's-"))));
afterAll(() => rmSync(folder, { recursive: true }));

const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }).map((date) => date.toISOString());
const cell = {
  string: fc.string({ unit: 'grapheme' }),
  boolean: fc.boolean(),
  int: fc.integer(),
  bigint: fc.maxSafeInteger(),
  double: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value)),
  date: day.map((text) => text.slice(0, 10)),
  timestamp: day,
} as const;

const table = fc.integer({ min: 0, max: 30 }).chain((rows) =>
  fc.tuple(...Object.entries(cell).map(([type, values]) =>
      fc.array(fc.option(values as fc.Arbitrary<Value>), { minLength: rows, maxLength: rows })
        .map((found) => ({ name: `a "${type}"`, type: type as keyof typeof cell, values: found }))))
    .map((columns): ColumnTable => ({ rows, columns })),
);

const path = (): string => join(folder, 'table.parquet');
const column = (name: string): TableColumn => ({ name, type: 'string', values: [name] });
const copy = (sql: string): Promise<unknown> =>
  withDuckDb((db) => db.run(`COPY (${sql}) TO ${sqlText(path())} (FORMAT parquet, USE_TMP_FILE false)`), { files: [path()] });

describe('Parquet', () => {
  it('reads back what was written, of every type, with nulls', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (written) => {
        await writeParquet(path(), written);
        expect(await readParquet(path())).toEqual(written);
      }),
      { numRuns: 40, seed: 2 },
    );
  });

  it('keeps the order of rows over many chunks, and the same rows give the same bytes', async () => {
    const values = Array.from({ length: 300_000 }, (_, row) => (row * 7919) % 300_007);
    const long: ColumnTable = { rows: values.length, columns: [{ name: 'n', type: 'int', values }] };
    await writeParquet(path(), long);
    const first = readFileSync(path());
    expect((await readParquet(path())).columns[0]?.values).toEqual(values);
    await writeParquet(path(), long);
    expect(readFileSync(path()).equals(first)).toBe(true);
    expect(readdirSync(folder)).toEqual(['table.parquet']);
  });

  it('reads the columns asked for, in the order asked', async () => {
    await writeParquet(path(), { rows: 1, columns: [column('a'), column('b'), column('c')] });
    expect((await readParquet(path(), ['c', 'a'])).columns).toEqual([column('c'), column('a')]);
    await expect(readParquet(path(), ['x', 'a', 'y'])).rejects.toMatchObject({ kind: 'input', problems: [{ message: expect.stringContaining('"x"') }, { message: expect.stringContaining('"y"') }] });
  });

  it('reads sums, counts and decimals, and refuses what a number cannot hold', async () => {
    await copy("SELECT sum(1::BIGINT) s, 1.5::DECIMAL(9,2) d, 3::UTINYINT t, TIMESTAMPTZ '2026-01-02 03:04:05.678+02' z, 4::UBIGINT u");
    expect((await readParquet(path())).columns.map(({ type, values }) => [type, values[0]])).toEqual([['double', 1], ['double', 1.5], ['int', 3], ['timestamp', '2026-01-02T01:04:05.678Z'], ['bigint', 4]]);
    await copy('SELECT 9007199254740993::BIGINT big');
    await expect(readParquet(path())).rejects.toMatchObject({ code: 'INTEGER_TOO_LARGE' });
    await copy('SELECT [1, 2] list');
    await expect(readParquet(path())).rejects.toMatchObject({ code: 'PARQUET_TYPE' });
  });

  it('names a missing and a broken file', async () => {
    await expect(readParquet(join(folder, 'absent'))).rejects.toMatchObject({ code: 'FILE_MISSING' });
    writeFileSync(path(), 'PAR1 but no more');
    await expect(readParquet(path())).rejects.toMatchObject({ code: 'NOT_PARQUET' });
  });
});

describe('withDuckDb', () => {
  it('reaches only the files it was given, and nothing can change that', async () => {
    const [allowed, other] = [join(folder, 'allowed.csv'), join(folder, 'other.csv')];
    [allowed, other].forEach((file) => writeFileSync(file, 'a\n1\n'));
    const read = (file: string): Promise<unknown> => withDuckDb((db) => db.run(`FROM read_csv(${sqlText(file)})`), { files: [allowed] });
    await expect(read(allowed)).resolves.toBeDefined();
    await expect(read(other)).rejects.toThrow(/Permission/);
    await expect(withDuckDb((db) => db.run('SET enable_external_access = true'))).rejects.toThrow();
    await expect(withDuckDb((db) => db.run("SET memory_limit = '9GB'"))).rejects.toThrow(/locked/);
  });
});
