import { join } from 'node:path';
import type { Dataset, Feature } from '@parley/gradient-boosting';
import { type ColumnTable, readCsvTable, type Value } from '@parley/tabular';
import type { BenchSet } from './sets';

/** The product's case: the owner's rows, with the partner's columns where the two truly know the same person (70 %), else missing. */
export interface JoinedRows {
  data: Dataset;
  labels: Uint8Array;
}

const NOT_FEATURES = ['customer_id', 'partner_id', 'email', 'phone', 'split'];

export async function readJoinedRows(folder: string, { label, positive, codes, drop }: BenchSet): Promise<JoinedRows> {
  const [owner, partner, links] = await Promise.all(['owner', 'partner', 'truth-link'].map((name) => readCsvTable(join(folder, `${name}.csv.gz`))));
  const partnerRows = new Map(valuesOf(partner, 'partner_id').map((id, row) => [id, row]));
  const partnerOf = new Map(valuesOf(links, 'customer_id').map((id, row) => [id, valuesOf(links, 'partner_id')[row]]));
  const matches = valuesOf(owner, 'customer_id').map((id) => partnerRows.get(partnerOf.get(id) ?? null));
  const skip = new Set([...NOT_FEATURES, ...drop, label]);
  const columns = [
    ...owner.columns.filter(({ name }) => !skip.has(name)),
    ...partner.columns
      .filter(({ name }) => !skip.has(name))
      .map(({ name, values }) => ({ name, values: matches.map((row) => (row === undefined ? null : values[row])) })),
  ];
  return {
    data: { rows: owner.rows, features: columns.map(({ name, values }) => toFeature(name, values, codes.includes(name))) },
    labels: Uint8Array.from(valuesOf(owner, label), (value) => (value === positive ? 1 : 0)),
  };
}

function valuesOf(table: ColumnTable, name: string): Value[] {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (!column) throw new Error(`the set has no column ${name}`);
  return column.values;
}

function toFeature(name: string, values: readonly Value[], isCode: boolean): Feature {
  if (!isCode && values.every((value) => value === null || !Number.isNaN(Number(value)))) {
    return { kind: 'numeric', name, values: Float64Array.from(values, (value) => (value === null ? Number.NaN : Number(value))) };
  }
  const categories = [...new Set(values.filter((value) => value !== null).map(String))].sort();
  const codeOf = new Map(categories.map((category, code) => [category, code]));
  return { kind: 'categorical', name, categories, codes: Int32Array.from(values, (value) => (value === null ? -1 : (codeOf.get(String(value)) ?? -1))) };
}
