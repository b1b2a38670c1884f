import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { ObjectStore } from '@parley/object-store';
import { sqlText, withDuckDb } from '@parley/tabular';
import { EVENT_COLUMNS } from '../event-columns';
import type { StreamRecord, TransformedRecord } from '../transform';
import { transformBatch } from '../transform-batch';

/** An event, or the text of a record, as a producer put it on the stream, and when it arrived there: milliseconds since 1970. */
export interface Arrival {
  event: object | string;
  at: number;
}

/**
 * Does what Firehose does with records: gives them to the function, converts the lines that come back to Parquet with the table's
 * columns, and puts them below the day on which the oldest arrived. What the function fails is not among them.
 *
 * @param prefix an object URI that ends in `/`
 * @param transform the function; by default its code
 */
export async function storeAsFirehose(store: ObjectStore, prefix: string, arrivals: readonly Arrival[], transform: Transform = transformed): Promise<string> {
  const records = arrivals.map(({ event, at }, index) => ({ recordId: String(index), data: Buffer.from(typeof event === 'string' ? event : JSON.stringify(event)).toString('base64'), approximateArrivalTimestamp: at }));
  const answers = (await transform(records)).records;
  const oldest = arrivals.reduce((first, { at }) => Math.min(first, at), Infinity);
  const uri = `${prefix}dt=${new Date(oldest).toISOString().slice(0, 10)}/parley-owner-events-1-${oldest}-${randomUUID()}.parquet`;
  await store.putFile(uri, async (path) => {
    const lines = `${path}.jsonl`;
    await writeFile(lines, answers.map(({ data = '' }) => Buffer.from(data, 'base64').toString()).join(''));
    const columns = EVENT_COLUMNS.map(({ name, type }) => `${name}: ${sqlText(duckType(type))}`).join(', ');
    await withDuckDb(
      (connection) => connection.run(`COPY (SELECT * FROM read_json(${sqlText(lines)}, format = 'newline_delimited', columns = {${columns}})) TO ${sqlText(path)} (FORMAT parquet, COMPRESSION snappy, USE_TMP_FILE false)`),
      { files: [lines, path] },
    );
  });
  return uri;
}

/** The function, given a batch. */
export type Transform = (records: readonly StreamRecord[]) => Promise<{ records: readonly TransformedRecord[] }>;

/** Nothing goes back on a stream: a test gives less than an answer holds. */
const transformed: Transform = (records) => transformBatch(records, { send: () => Promise.reject(new Error('too many records for one answer')), wait: () => Promise.resolve() });

/** A type of Hive as DuckDB writes it: `struct<a:string>` is `STRUCT("a" VARCHAR)`. */
function duckType(hive: string): string {
  const [, kind = hive, inner = ''] = /^(struct|map)<(.*)>$/.exec(hive) ?? [];
  if (kind === 'struct') return `STRUCT(${members(inner).map((member) => member.replace(/^(\w+):(.*)$/, (_, name: string, type: string) => `"${name}" ${duckType(type)}`)).join(', ')})`;
  if (kind === 'map') return `MAP(${members(inner).map(duckType).join(', ')})`;
  return kind === 'string' ? 'VARCHAR' : kind;
}

/** Parts between commas that stand in no brackets. */
function members(text: string): string[] {
  let depth = 0;
  return [...text].reduce<string[]>(
    (parts, letter) => {
      if (letter === '<') depth += 1;
      if (letter === '>') depth -= 1;
      if (letter === ',' && depth === 0) return [...parts, ''];
      return [...parts.slice(0, -1), (parts.at(-1) ?? '') + letter];
    },
    [''],
  );
}
