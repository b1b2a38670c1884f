import type { ColumnSpec, Party, TableSpec } from '@parley/contract';
import { partyEventsFile, type EventHistory } from './party-events-file';
import { Random } from './random';
import { type LabelSpec, type RowAt, valueFor } from './role-value';
import type { Roster } from './roster';
import { csvFile, type SourceFile } from './source-file';

export interface PartyFilesOptions {
  seed: number;
  roster: Roster;
  /** The owner's label; absent for a partner. */
  label?: LabelSpec;
  /** What the plan asks of event tables. */
  events?: EventHistory;
}

/** Every source file that a party's tables name, once each, made lazily. */
export function partyFiles(party: Party, options: PartyFilesOptions): SourceFile[] {
  const paths = [...new Set(party.tables.map(({ source }) => source.file))];
  return paths.map((path) => {
    const tables = party.tables.filter(({ source }) => source.file === path);
    return tables.some(({ source }) => source.format === 'pinpoint-events') ? partyEventsFile(path, options.seed, options.roster, options.events) : tableFile(path, tables, options);
  });
}

/** One row a person, with the columns of all tables that read the file. */
function tableFile(path: string, tables: readonly TableSpec[], { seed, roster, label }: PartyFilesOptions): SourceFile {
  const columns = new Map<string, { table: string; column: ColumnSpec }>();
  for (const { name: table, columns: declared } of tables) {
    for (const column of declared) {
      const header = column.from ?? column.name;
      if (!columns.has(header)) columns.set(header, { table, column });
    }
  }
  const written = Random.named(seed, `${path} as written`);
  return csvFile(path, [...columns.keys()], rows());

  function* rows() {
    for (let row = 0; row < roster.rows; row++) {
      const random = written.fork(row);
      const at: Omit<RowAt, 'table'> = { row, roster, person: roster.person(row, random), ...(label ? { label } : {}) };
      yield [...columns.values()].map(({ table, column }) => valueFor(column, { ...at, table }, random));
    }
  }
}
