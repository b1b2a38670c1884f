import { openCsv, writeCsvRows } from '@parley/tabular';
import { isRowOf, type Person } from '../person';

/** Writes a CSV file again without the person's rows. Gives how many went. */
export async function eraseCsv(from: string, to: string, person: Person): Promise<number> {
  const csv = await openCsv(from);
  let removed = 0;
  const kept = async function* (): AsyncGenerator<string[]> {
    for await (const { values } of csv.rows) {
      if (isRowOf(new Map(csv.header.map((name, index) => [name, values[index] ?? ''])), person)) removed++;
      else yield values;
    }
  };
  try {
    await writeCsvRows(to, csv.header, kept());
  } finally {
    await csv.close();
  }
  return removed;
}
