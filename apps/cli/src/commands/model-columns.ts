import type { CategoricalFeature, Dataset, Feature, FeatureSpec, NumericFeature } from '@parley/gradient-boosting';
import { type ColumnTable, NOT_OF_TYPE, parseValue, readCsvTable, readParquet, type TableColumn, type Value } from '@parley/tabular';
import { notNumeric } from './model-errors';

const MANY_CATEGORIES = 1000;
const MOSTLY_DISTINCT = 0.5;

/** A column that was not used, and why. */
export interface Dropped {
  column: string;
  why: string;
}

/** Reads Parquet by its name's ending `.parquet`, all else as CSV, plain or gzip. */
export const readTable = (file: string): Promise<ColumnTable> => (/\.parquet$/i.test(file) ? readParquet(file) : readCsvTable(file));

/**
 * Features of columns whose kind nobody declared: numeric where every value is a number, else categorical. Columns
 * that can't teach are left out and told: dates, and texts that are different in most rows.
 */
export function inferDataset(rows: number, columns: readonly TableColumn[]): { data: Dataset; dropped: Dropped[] } {
  const dropped: Dropped[] = [];
  const features: Feature[] = [];
  for (const column of columns) {
    const feature = inferFeature(column);
    const why = reasonToDrop(column, feature, rows);
    if (why) dropped.push({ column: column.name, why });
    else features.push(feature);
  }
  return { data: { rows, features }, dropped };
}

/**
 * The columns a model needs, as the kinds it knows, whatever the file's own types; those the table lacks are left
 * for the scorer to report. Throws MODEL_VALUE_NOT_NUMERIC with the first bad row of each column.
 */
export function datasetForModel(file: string, table: ColumnTable, specs: readonly FeatureSpec[]): Dataset {
  const bad: { column: string; row: number }[] = [];
  const features = specs.flatMap((spec): Feature[] => {
    const column = table.columns.find(({ name }) => name === spec.name);
    if (!column) return [];
    if (spec.kind === 'categorical') return [toCategorical(column)];
    const wrong = column.values.findIndex((value) => !isNumeric(value));
    if (wrong >= 0) bad.push({ column: spec.name, row: wrong + 1 });
    return [toNumeric(column)];
  });
  if (bad.length > 0) throw notNumeric(file, bad);
  return { rows: table.rows, features };
}

/** A number, a text that is one, or nothing. */
export function isNumeric(value: Value): boolean {
  return value === null || typeof value === 'number' || (typeof value === 'string' && parseValue(value, 'double') !== NOT_OF_TYPE);
}

function inferFeature(column: TableColumn): Feature {
  return column.values.every(isNumeric) ? toNumeric(column) : toCategorical(column);
}

function reasonToDrop({ type }: TableColumn, feature: Feature, rows: number): string | undefined {
  if (type === 'date' || type === 'timestamp') return 'a date is no feature; give --time to split by it';
  if (feature.kind === 'numeric') return undefined;
  const { length } = feature.categories;
  const isId = length > MANY_CATEGORIES && length > rows * MOSTLY_DISTINCT;
  return isId ? `${length} different texts in ${rows} rows: an identifier` : undefined;
}

function toNumeric({ name, values }: TableColumn): NumericFeature {
  return { kind: 'numeric', name, values: Float64Array.from(values, (value) => (value === null ? Number.NaN : Number(value))) };
}

function toCategorical({ name, values }: TableColumn): CategoricalFeature {
  const texts = values.map((value) => (value === null ? null : String(value)));
  const categories = [...new Set(texts.filter((text) => text !== null))].sort();
  const codeOf = new Map<string | null, number>(categories.map((category, code) => [category, code]));
  return { kind: 'categorical', name, categories, codes: Int32Array.from(texts, (text) => codeOf.get(text) ?? -1) };
}
