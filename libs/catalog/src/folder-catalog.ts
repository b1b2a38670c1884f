import { mkdir, readFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFileAtomically, syncToDisk, systemCode, writeFileAtomically } from '@parley/files';
import type { Catalog, CatalogTable, TableFiles, TableRef } from './catalog';
import { nameInvalid, tableMissing } from './errors';
import { findTableFiles } from './table-files';
import { parseTableSchema, printTableSchema } from './table-schema';

const SCHEMA = 'schema.json';
const OLD = '.old-';

/**
 * Tables in folders: `ROOT/ACCOUNT/DATABASE/TABLE/` holds `*.csv` with a header or `*.parquet`, and `schema.json`
 * (DESIGN section 11).
 *
 * A folder cannot be replaced in one step, so `putTable` first moves the old one aside to `.old-TABLE`; a reader that
 * finds no table looks there. Killed at any moment, the old table or the whole new one is read. One writer a table.
 */
export class FolderCatalog implements Catalog {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  async getTable(ref: TableRef): Promise<CatalogTable> {
    return (await this.#read(ref)).table;
  }

  async listTables(account: string, database: string): Promise<CatalogTable[]> {
    const entries = await readdir(this.#databaseFolder(account, database), { withFileTypes: true }).catch(emptyIfMissing);
    const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name.replace(OLD, ''));
    const names = [...new Set(folders)].filter((name) => NAME.test(name)).sort();
    return Promise.all(names.map((table) => this.getTable({ account, database, table })));
  }

  async files(ref: TableRef): Promise<TableFiles> {
    const { table, folder } = await this.#read(ref);
    return findTableFiles(folder, table.partitionKeys);
  }

  async putTable(table: CatalogTable, write: (folder: string) => Promise<void>): Promise<void> {
    const { current, old } = this.#folders(table);
    const schema = printTableSchema({ columns: [...table.columns], partitionKeys: [...table.partitionKeys] });
    parseTableSchema(schema, join(current, SCHEMA)); // what cannot be read back is not written
    await makeFileAtomically(current, async (folder) => {
      await mkdir(folder);
      await write(folder);
      await writeFileAtomically(join(folder, SCHEMA), schema);
      const { files } = await findTableFiles(folder, table.partitionKeys);
      for (const file of files) await syncToDisk(file.path);
      await moveAside(current, old);
    });
    await rm(old, { recursive: true, force: true });
  }

  async #read(ref: TableRef): Promise<{ table: CatalogTable; folder: string }> {
    const { current, old } = this.#folders(ref);
    // The third look: a writer may have finished between the first two.
    for (const folder of [current, old, current]) {
      const file = join(folder, SCHEMA);
      const text = await readFile(file, 'utf8').catch(undefinedIfMissing);
      if (text === undefined) continue;
      const { account, database, table } = ref;
      return { table: { account, database, table, ...parseTableSchema(text, file) }, folder };
    }
    throw tableMissing(ref, current);
  }

  #folders(ref: TableRef): { current: string; old: string } {
    const folder = this.#databaseFolder(ref.account, ref.database);
    if (!NAME.test(ref.table)) throw nameInvalid('table name', ref.table, NAME_HELP);
    return { current: join(folder, ref.table), old: join(folder, `${OLD}${ref.table}`) };
  }

  #databaseFolder(account: string, database: string): string {
    if (!/^\d{12}$/.test(account)) throw nameInvalid('account', account, 'the 12 digits of an AWS account');
    if (!NAME.test(database)) throw nameInvalid('database name', database, NAME_HELP);
    return join(this.#root, account, database);
  }
}

/** No leading dot: such a name could leave its folder, or be taken for a table moved aside. */
const NAME = /^[a-z0-9_][a-z0-9_.-]{0,254}$/;
const NAME_HELP = 'lower case letters, digits, "_", "-" and ".", the first no dot';

/** Without a current table, what lies aside is all there is (a writer was killed): it stays until the new one stands. */
async function moveAside(current: string, old: string): Promise<void> {
  const names = await readdir(current).catch(undefinedIfMissing);
  if (names === undefined) return;
  await rm(old, { recursive: true, force: true });
  await rename(current, old);
}

function undefinedIfMissing(error: unknown): undefined {
  if (systemCode(error) !== 'ENOENT') throw error;
}

function emptyIfMissing(error: unknown): never[] {
  undefinedIfMissing(error);
  return [];
}
