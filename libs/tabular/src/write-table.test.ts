import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeCsvRows } from './write-csv';
import { writeParquet } from './write-parquet';

async function* failingRows(): AsyncGenerator<string[]> {
  yield ['1'];
  throw new Error('source failed');
}

it('a source of rows that fails leaves no file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-write-'));
  await expect(writeCsvRows(join(folder, 'a.csv'), ['a'], failingRows())).rejects.toThrow('source failed');
  const wrong = { rows: 1, columns: [{ name: 'a', type: 'bigint' as const, values: ['not a number'] }] };
  await expect(writeParquet(join(folder, 'a.parquet'), wrong)).rejects.toThrow();
  expect(readdirSync(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
});
