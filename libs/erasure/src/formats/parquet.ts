import { sqlName, sqlText, withDuckDb } from '@parley/tabular';
import type { Person } from '../person';

/** Writes a Parquet file again without the person's rows, in its order and with its types. Gives how many went. */
export async function eraseParquet(from: string, to: string, person: Person): Promise<number> {
  return withDuckDb(
    async (connection) => {
      const rows = `read_parquet(${sqlText(from)})`;
      const theirs = condition(await columnsOf(connection, rows), person);
      if (theirs === undefined) return 0;
      const [count] = (await (await connection.run(`SELECT count(*) FROM ${rows} WHERE ${theirs}`)).getRows())[0] ?? [];
      if (Number(count) > 0) await connection.run(`COPY (SELECT * FROM ${rows} WHERE NOT (${theirs})) TO ${sqlText(to)} (FORMAT parquet, COMPRESSION zstd)`);
      return Number(count);
    },
    { files: [from, to] },
  );
}

/** How many rows still hold the id or an identifier, in any column of text. */
export async function countInParquet(path: string, person: Person): Promise<number> {
  return withDuckDb(
    async (connection) => {
      const rows = `read_parquet(${sqlText(path)})`;
      const names = (await columnsOf(connection, rows)).filter(({ text }) => text).map(({ name }) => name);
      if (names.length === 0) return 0;
      const wanted = sqlList([person.id, ...person.emails, ...person.phones, ...person.hashes].map((text) => text.toLowerCase()));
      const any = names.map((name) => `lower(trim(${sqlName(name)})) IN ${wanted}`).join(' OR ');
      const [count] = (await (await connection.run(`SELECT count(*) FROM ${rows} WHERE ${any}`)).getRows())[0] ?? [];
      return Number(count);
    },
    { files: [path] },
  );
}

type Connection = Parameters<Parameters<typeof withDuckDb>[0]>[0];

async function columnsOf(connection: Connection, rows: string): Promise<{ name: string; text: boolean }[]> {
  const described = await (await connection.run(`DESCRIBE SELECT * FROM ${rows}`)).getRows();
  return described.map(([name, type]) => ({ name: String(name), text: String(type) === 'VARCHAR' }));
}

/** Where the table names its customers, the name decides; else hashes and normalised identifiers do. */
function condition(columns: readonly { name: string; text: boolean }[], person: Person): string | undefined {
  const keys = columns.filter(({ name }) => person.keys.has(name));
  if (keys.length > 0) return keys.map(({ name }) => `coalesce(CAST(${sqlName(name)} AS VARCHAR) = ${sqlText(person.id)}, false)`).join(' OR ');
  const identifiers = [...person.emails, ...person.phones, ...person.hashes];
  const texts = columns.filter(({ text }) => text);
  if (identifiers.length === 0 || texts.length === 0) return undefined;
  return texts.map(({ name }) => `coalesce(lower(trim(${sqlName(name)})) IN ${sqlList(identifiers)}, false)`).join(' OR ');
}

const sqlList = (texts: readonly string[]): string => `(${texts.map(sqlText).join(', ')})`;
