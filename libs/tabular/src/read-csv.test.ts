import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { isParleyError, type ParleyError } from '@parley/errors';
import fc from 'fast-check';
import { openCsv } from './read-csv';
import cases from './read-csv.cases.json';
import type { CsvRow } from './row-parser';
import { csvLine } from './write-csv';

interface Case {
  name: string;
  text?: string;
  hex?: string;
  header?: string[];
  rows?: [number, ...string[]][];
  problems?: [code: string, line: number | null, column: number | null][];
  says?: string;
}

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'parley-csv-'))));
afterAll(() => rmSync(folder, { recursive: true }));

function file(bytes: Buffer | string): string {
  const path = join(folder, 'people.csv');
  writeFileSync(path, bytes);
  return path;
}

async function read(path: string): Promise<{ header: readonly string[]; rows: CsvRow[] }> {
  const csv = await openCsv(path);
  const rows: CsvRow[] = [];
  for await (const row of csv.rows) rows.push(row);
  return { header: csv.header, rows };
}

async function failure(path: string): Promise<ParleyError> {
  const outcome = await read(path).catch((error: unknown) => error);
  if (!isParleyError(outcome)) throw new Error('the file was read, or failed otherwise', { cause: outcome });
  return outcome;
}

describe('openCsv', () => {
  it.each(cases as unknown as Case[])('$name', async ({ text, hex, header, rows, problems, says }) => {
    const bytes = hex === undefined ? Buffer.from(text ?? '') : Buffer.from(hex, 'hex');
    for (const path of [file(bytes), file(gzipSync(bytes))]) {
      if (problems === undefined) {
        const found = await read(path);
        expect(found.rows.map(({ line, values }) => [line, ...values])).toEqual(rows);
        if (header) expect(found.header).toEqual(header);
      } else {
        const error = await failure(path);
        expect(error.exitCode).toBe(2);
        expect(error.problems.map((problem) => [problem.code, problem.line ?? null, problem.column ?? null])).toEqual(problems);
        expect(error.problems.every((problem) => problem.file === path && problem.repair)).toBe(true);
        if (says) expect(error.message).toContain(says);
      }
    }
  });

  it('names a missing file and a folder', async () => {
    expect((await failure(join(folder, 'absent.csv'))).code).toBe('FILE_MISSING');
    expect((await failure(folder)).code).toBe('FILE_UNREADABLE');
  });

  it('tells a gzip file that is cut off', async () => {
    const packed = gzipSync(Buffer.from('a,b\n1,2\n'.repeat(1000)));
    const error = await failure(file(packed.subarray(0, packed.length - 12)));
    expect(error.problems.map((problem) => problem.code)).toContain('GZIP_BROKEN');
  });

  it('shows 20 problems and counts the rest', async () => {
    const { problems } = await failure(file(`a,b\n${'1\n'.repeat(50)}`));
    expect(problems).toHaveLength(21);
    expect(problems[20]?.message).toBe('and 30 more');
  });

  it('never shows what a row holds', async () => {
    const secret = 'ann@example.com';
    const broken = [`a,b\n${secret}\n`, `a,b\n1,x${secret}"\n`, `a,b\n1,"${secret}`, `${secret};${secret};1\n`, `${secret},${secret}\n1,2\n`];
    for (const text of broken) expect((await failure(file(text))).message).not.toContain(secret);
  });

  it('does not read a whole file into memory for a quote that is never closed', async () => {
    const error = await failure(file(`a,b\n1,"x\n${'1,2\n'.repeat(600_000)}`));
    expect(error.problems.map((problem) => [problem.code, problem.line])).toEqual([['CSV_UNCLOSED_QUOTE', 2]]);
  });

  it('stops where a file unpacks to more than its reader takes', async () => {
    const bomb = file(gzipSync(`a,b\n${'1,2\n'.repeat(5_000_000)}`));
    let rows = 0;
    const csv = await openCsv(bomb, { largest: 1_000_000 });
    const reading = async (): Promise<void> => {
      for await (const batch of csv.batches) rows += batch.length;
    };
    await expect(reading()).rejects.toMatchObject({ code: 'CSV_INVALID', problems: [{ code: 'TEXT_TOO_LARGE' }] });
    expect(rows).toBeLessThan(250_000);
  });

  it('finds the place of a bad byte wherever chunks are cut', async () => {
    const good = 'é,ü\n'.repeat(100_000);
    const error = await failure(file(Buffer.concat([Buffer.from(`a,b\n${good}é`), Buffer.of(0xff), Buffer.from(`,1\n${good}`)])));
    expect(error.problems.map(({ line, column }) => [line, column])).toEqual([[100_002, 2]]);
  });

  it('lets go of the file when its reader stops early', async () => {
    const csv = await openCsv(file(`a,b\n${'1,2\n'.repeat(300_000)}`));
    for await (const row of csv.rows) if (row.line > 10) break;
    await csv.close();
    expect((await csv.rows.next()).done).toBe(true);
  });

  it('reads back what csvLine writes', async () => {
    const row = fc.array(fc.string({ unit: 'grapheme', maxLength: 8 }).filter((text) => !text.includes('\0')), { minLength: 3, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 5 }), async (rows) => {
        const found = await read(file(`a,b,c\n${rows.map(csvLine).join('')}`));
        expect(found.rows.map(({ values }) => values)).toEqual(rows);
      }),
      { numRuns: 200, seed: 1 },
    );
  });
});
