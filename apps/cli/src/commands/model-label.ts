import { type ColumnTable, NOT_OF_TYPE, parseValue, type TableColumn, type Value } from '@parley/tabular';
import { isNumeric } from './model-columns';
import { columnsUnknown, labelMissing, labelOneClass, positiveUnclear, positiveUnseen, timeUnreadable } from './model-errors';

const YES = ['1', 'true', 'yes', 'y', 't'];

/** 0 or 1 a row, and the text that was taken for yes. */
export interface Labels {
  labels: Uint8Array;
  positive: string;
}

/** The columns that options name, in their order; throws MODEL_COLUMN_UNKNOWN with every one the table lacks. */
export function findColumns(file: string, table: ColumnTable, wanted: readonly { option: string; column: string }[]): TableColumn[] {
  const found = wanted.map(({ column }) => table.columns.find(({ name }) => name === column));
  const unknown = wanted.filter((_, index) => !found[index]);
  if (unknown.length > 0) throw columnsUnknown(file, unknown, table.columns.map(({ name }) => name));
  return found.filter((column) => column !== undefined);
}

/**
 * Reads the label. Without `positive`, a column of two values may say yes in a usual way: 1, true, yes, y or t.
 * Any value but the positive one means no.
 */
export function readLabels(file: string, column: TableColumn, positive: string | undefined): Labels {
  const missing = column.values.filter((value) => value === null).length;
  if (missing > 0) throw labelMissing(file, column.name, missing);
  const texts = column.values.map(String);
  const distinct = [...new Set(texts)];
  if (distinct.length === 1) throw labelOneClass(file, column.name);
  if (positive !== undefined && !distinct.includes(positive)) throw positiveUnseen(file, column.name, positive);
  const usual = distinct.filter((text) => YES.includes(text.toLowerCase()));
  const chosen = positive ?? (distinct.length <= 2 && usual.length === 1 ? usual[0] : undefined);
  if (chosen === undefined) throw positiveUnclear(file, column.name, distinct.length);
  return { labels: Uint8Array.from(texts, (text) => (text === chosen ? 1 : 0)), positive: chosen };
}

/** One moment a row that sorts as time does. Throws MODEL_TIME_UNREADABLE. */
export function readMoments(file: string, column: TableColumn): (number | string | null)[] {
  if (column.values.every(isNumeric)) return column.values.map((value) => (value === null ? null : Number(value)));
  const moments = column.values.map(toIso);
  const readable = moments.filter((moment) => moment !== NOT_OF_TYPE);
  if (readable.length < moments.length) throw timeUnreadable(file, column.name);
  return readable;
}

function toIso(value: Value): string | null | typeof NOT_OF_TYPE {
  if (value === null) return null;
  const text = String(value);
  const date = parseValue(text, 'date');
  const moment = date === NOT_OF_TYPE ? parseValue(text, 'timestamp') : `${String(date)}T00:00:00.000Z`;
  return typeof moment === 'string' ? moment : NOT_OF_TYPE;
}
