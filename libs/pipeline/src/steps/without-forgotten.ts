import { columnOfRole, type TableSpec } from '@parley/contract';
import type { ForgottenList } from '@parley/erasure';
import { openCsv, writeCsvRows } from '@parley/tabular';

/** Writes a source file again without the rows of forgotten people, known by key, address or number. Gives how many those were. */
export async function withoutForgotten(table: TableSpec, from: string, to: string, forgotten: ForgottenList): Promise<number> {
  const csv = await openCsv(from);
  const place = (role: 'key' | 'email' | 'phone') => {
    const column = columnOfRole(table, role);
    return column ? csv.header.indexOf(column.from ?? column.name) : -1;
  };
  const [key, email, phone] = [place('key'), place('email'), place('phone')];
  let left = 0;
  const kept = async function* (): AsyncGenerator<string[]> {
    for await (const { values } of csv.rows) {
      if (forgotten.has({ id: values[key], email: values[email], phone: values[phone] })) left++;
      else yield values;
    }
  };
  try {
    await writeCsvRows(to, csv.header, kept());
  } finally {
    await csv.close();
  }
  return left;
}
