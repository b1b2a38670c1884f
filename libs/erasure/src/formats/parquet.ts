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

/** How many rows still hold the id or an identifier, in any column of text or of members. */
export async function countInParquet(path: string, person: Person): Promise<number> {
  return withDuckDb(
    async (connection) => {
      const rows = `read_parquet(${sqlText(path)})`;
      const columns = await columnsOf(connection, rows);
      const texts = [person.id, ...identifiersOf(person)].map((text) => text.toLowerCase());
      const any = columns.flatMap(({ name, kind }) => {
        if (kind === 'text') return [`lower(trim(${sqlName(name)})) IN ${sqlList(texts)}`];
        return kind === 'members' ? [holdsAny(name, texts.map((text) => JSON.stringify(text)))] : [];
      });
      if (any.length === 0) return 0;
      const [count] = (await (await connection.run(`SELECT count(*) FROM ${rows} WHERE ${any.join(' OR ')}`)).getRows())[0] ?? [];
      return Number(count);
    },
    { files: [path] },
  );
}

type Connection = Parameters<Parameters<typeof withDuckDb>[0]>[0];

interface Column {
  name: string;
  /** `members`: a struct, a map or a list, such as an event's. */
  kind: 'text' | 'members' | 'other';
}

async function columnsOf(connection: Connection, rows: string): Promise<Column[]> {
  const described = await (await connection.run(`DESCRIBE SELECT * FROM ${rows}`)).getRows();
  return described.map(([name, type]) => ({ name: String(name), kind: kindOf(String(type)) }));
}

function kindOf(type: string): Column['kind'] {
  if (type === 'VARCHAR') return 'text';
  return /^(STRUCT|MAP)\(|\[\]$/.test(type) ? 'members' : 'other';
}

/** Where the table names its customers, the name decides; else hashes and normalised identifiers do. */
function condition(columns: readonly Column[], person: Person): string | undefined {
  const named = columns.filter(({ name }) => person.keys.has(name)).map(({ name }) => `coalesce(CAST(${sqlName(name)} AS VARCHAR) = ${sqlText(person.id)}, false)`);
  if (named.length > 0) return named.join(' OR ');
  const identifiers = identifiersOf(person);
  const texts = identifiers.length === 0 ? [] : columns.filter(({ kind }) => kind === 'text').map(({ name }) => `coalesce(lower(trim(${sqlName(name)})) IN ${sqlList(identifiers)}, false)`);
  const members = [...[...person.keys].map((key) => `${JSON.stringify(key)}:${JSON.stringify(person.id)}`), ...identifiers.map((text) => JSON.stringify(text))];
  const any = [...texts, ...columns.filter(({ kind }) => kind === 'members').map(({ name }) => holdsAny(name, members))];
  return any.length === 0 ? undefined : any.join(' OR ');
}

const identifiersOf = ({ emails, phones, hashes }: Person): string[] => [...emails, ...phones, ...hashes];

/** Whether the JSON of a column with members has any of the texts in it. An id keeps its letters; all else is in lower case already. */
function holdsAny(name: string, texts: readonly string[]): string {
  const json = `CAST(to_json(${sqlName(name)}) AS VARCHAR)`;
  return `coalesce(${texts.map((text) => `contains(${json}, ${sqlText(text)}) OR contains(lower(${json}), ${sqlText(text)})`).join(' OR ')}, false)`;
}

const sqlList = (texts: readonly string[]): string => `(${texts.map(sqlText).join(', ')})`;
