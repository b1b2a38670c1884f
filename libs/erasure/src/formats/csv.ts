import { isParleyError } from '@parley/errors';
import { csvText, openCsv } from '@parley/tabular';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { isRowOf, type Person } from '../person';

/** Of a file that holds no row: nobody is in it. */
const WITHOUT_ROWS: readonly (string | undefined)[] = ['CSV_EMPTY', 'CSV_HEADER_ONLY'];

/** Writes a CSV file again without the person's rows, gzip as it was. Gives how many went. */
export async function eraseCsv(from: string, to: string, gzip: boolean, person: Person): Promise<number> {
  try {
    return await rewrite(from, to, gzip, person);
  } catch (error) {
    if (isParleyError(error) && error.problems.every(({ code }) => WITHOUT_ROWS.includes(code))) return 0;
    throw error;
  }
}

async function rewrite(from: string, to: string, gzip: boolean, person: Person): Promise<number> {
  const csv = await openCsv(from);
  let removed = 0;
  const kept = async function* (): AsyncGenerator<string[]> {
    for await (const { values } of csv.rows) {
      if (isRowOf(new Map(csv.header.map((name, index) => [name, values[index] ?? ''])), person)) removed++;
      else yield values;
    }
  };
  try {
    const text = Readable.from(csvText(csv.header, kept()));
    const file = createWriteStream(to);
    await (gzip ? pipeline(text, createGzip(), file) : pipeline(text, file));
  } finally {
    await csv.close();
  }
  return removed;
}
