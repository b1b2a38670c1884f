import type { CategoricalFeature, Dataset, Feature, NumericFeature } from '@parley/gradient-boosting';
import type { ColumnType } from '@parley/contract';
import type { Problem } from '@parley/errors';
import { badColumns, noRows } from '../errors';

/** A column of a table; `null` is missing. All columns of one call have the same number of values. */
export interface Column {
  name: string;
  type: ColumnType;
  values: readonly (string | number | boolean | null)[];
}

/**
 * Features from table columns: `int`, `bigint` and `double` become numeric, `string` and `boolean` categorical with
 * their categories sorted, so that the order of rows does not change a model. Codes that are numbers but mean
 * categories (a region, a browser) belong in a `string` column.
 *
 * @throws inputError `SEGMENTATION_BAD_COLUMN` with every column at fault: a date (a model that learns dates knows only past
 * ones), a value of another type than the column says, an infinite number, a length of its own, a name used twice.
 */
export function datasetFromColumns(columns: readonly Column[]): Dataset {
  const [first] = columns;
  if (!first) throw noRows('The list of feature columns');
  const rows = first.values.length;
  const problems = columns.flatMap((column, index) => problemsOf(column, rows, columns.slice(0, index)));
  if (problems.length > 0) throw badColumns(problems);
  return { rows, features: columns.map(toFeature) };
}

function problemsOf(column: Column, rows: number, before: readonly Column[]): Problem[] {
  const problems: Problem[] = [];
  const add = (message: string, repair: string): void => void problems.push({ message: `Column "${column.name}" ${message}`, repair });
  if (before.some(({ name }) => name === column.name)) add('occurs twice.', 'Rename one of them.');
  if (column.values.length !== rows) add(`has ${column.values.length} values, the first column ${rows}.`, 'Read all columns from the same rows.');
  if (column.type === 'date' || column.type === 'timestamp') {
    add(`is a ${column.type}, which cannot be a feature.`, 'Make it a number of days before the moment of prediction, or leave it out.');
    return problems;
  }
  const wrong = column.values.filter((value) => value !== null && !fits(column.type, value)).length;
  if (wrong > 0) add(`has ${wrong} values that are not of type ${column.type}.`, 'Correct the values or the type in party.yaml.');
  return problems;
}

function fits(type: ColumnType, value: string | number | boolean): boolean {
  if (type === 'string') return typeof value === 'string';
  if (type === 'boolean') return typeof value === 'boolean';
  // NaN is missing (dataset.ts); infinity is not a value a bin edge can hold.
  return typeof value === 'number' && value !== Infinity && value !== -Infinity;
}

function toFeature(column: Column): Feature {
  return column.type === 'string' || column.type === 'boolean' ? categorical(column) : numeric(column);
}

function numeric({ name, values }: Column): NumericFeature {
  return { kind: 'numeric', name, values: Float64Array.from(values, (value) => (value === null ? Number.NaN : Number(value))) };
}

function categorical({ name, values }: Column): CategoricalFeature {
  const texts = values.map((value) => (value === null ? null : String(value)));
  const categories = [...new Set(texts.filter((text) => text !== null))].sort();
  const codeOf = new Map(categories.map((text, code) => [text, code]));
  const codes = Int32Array.from(texts, (text) => (text === null ? -1 : (codeOf.get(text) ?? -1)));
  return { kind: 'categorical', name, codes, categories };
}
