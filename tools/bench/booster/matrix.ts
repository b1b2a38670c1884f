import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dataset, Feature } from '@parley/gradient-boosting';
import { splitRows } from '@parley/segmentation';
import type { JoinedRows } from './joined-rows';

/**
 * A matrix on disk that both trainers read: `columns.json`, `values.f64` (column by column, codes as numbers, missing
 * NaN), `labels.u8`, and for each seed the rows to train and test on, `train-SEED.i32` and `test-SEED.i32`.
 */
export function writeMatrix(folder: string, { data, labels }: JoinedRows, seeds: readonly number[]): void {
  mkdirSync(folder, { recursive: true });
  const columns = data.features.map((feature) => ({
    name: feature.name,
    kind: feature.kind,
    categories: feature.kind === 'categorical' ? feature.categories : [],
  }));
  writeFileSync(join(folder, 'columns.json'), JSON.stringify({ rows: data.rows, columns }));
  writeFileSync(join(folder, 'values.f64'), Buffer.concat(data.features.map((feature) => Buffer.from(numbersOf(feature).buffer))));
  writeFileSync(join(folder, 'labels.u8'), labels);
  for (const seed of seeds) {
    const { train, test } = splitRows({ kind: 'random', testShare: 0.25 }, labels, seed);
    writeFileSync(join(folder, `train-${seed}.i32`), Buffer.from(train.buffer));
    writeFileSync(join(folder, `test-${seed}.i32`), Buffer.from(test.buffer));
  }
}

export function readMatrix(folder: string): JoinedRows {
  const { rows, columns } = JSON.parse(readFileSync(join(folder, 'columns.json'), 'utf8')) as {
    rows: number;
    columns: { name: string; kind: Feature['kind']; categories: string[] }[];
  };
  const values = new Float64Array(bytesOf(join(folder, 'values.f64')));
  const features = columns.map(({ name, kind, categories }, index): Feature => {
    const column = values.slice(index * rows, (index + 1) * rows);
    if (kind === 'numeric') return { kind, name, values: column };
    return { kind, name, categories, codes: Int32Array.from(column, (code) => (Number.isNaN(code) ? -1 : code)) };
  });
  const data: Dataset = { rows, features };
  return { data, labels: new Uint8Array(bytesOf(join(folder, 'labels.u8'))) };
}

/** The row numbers of one side of a seed's split. */
export const readRows = (folder: string, side: 'train' | 'test', seed: number): Int32Array =>
  new Int32Array(bytesOf(join(folder, `${side}-${seed}.i32`)));

/** A trainer's scores of the test rows. */
export const readScores = (folder: string, trainer: string, seed: number): Float64Array =>
  new Float64Array(bytesOf(join(folder, `${trainer}-${seed}.f64`)));

function numbersOf(feature: Feature): Float64Array {
  if (feature.kind === 'numeric') return feature.values;
  return Float64Array.from(feature.codes, (code) => (code < 0 ? Number.NaN : code));
}

/** A copy of its own, since a Buffer's memory need not start where a Float64Array may. */
function bytesOf(file: string): ArrayBuffer {
  return Uint8Array.from(readFileSync(file)).buffer;
}
