import { pairDatabase, relationName } from '@parley/contract';
import { intakeTable, type IntakeResult } from '@parley/intake';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { contactsUri, runUri, sourceUri } from '../buckets';
import type { Ports } from '../ports';
import { partyOf, tableOf } from './tables';

export interface NormaliseInput {
  /** Folder names of the party whose table it is, and of the other party of the pair. */
  party: string;
  counterpart: string;
  table: string;
  /** Also write the contacts table: the owner's, once. */
  contacts: boolean;
}

/**
 * Reads one source file and catalogues the normalised table, hashed for one pair. Runs in the account of the party whose
 * file it is.
 */
export async function normalise(input: NormaliseInput, ports: Ports): Promise<IntakeResult> {
  const party = partyOf(input.party, ports);
  const table = tableOf(party, input.table);
  const partner = party.role === 'partner' ? party.id : input.counterpart;
  const hash = await ports.secrets.pairHash(partner);
  const work = await mkdtemp(join(ports.scratch, 'normalise-'));
  try {
    const paths = {
      table: join(work, 'part-0.parquet'),
      quarantine: join(work, 'quarantine.csv'),
      scratch: work,
      ...(input.contacts ? { contacts: join(work, 'contacts.parquet') } : {}),
    };
    const forgotten = party.role === 'owner' ? ports.forgotten : undefined; // they don't come back with the owner's next import
    const result = await ports.store.withFile(sourceUri(table.source.file), (sourcePath) => intakeTable({ party, table, sourcePath, hash, paths, ...(forgotten ? { forgotten } : {}) }));
    await ports.catalog.putTable(
      { account: party.account, database: pairDatabase(party.id, input.counterpart), table: relationName(table.name), columns: result.columns, partitionKeys: [] },
      (folder) => copyFile(paths.table, join(folder, 'part-0.parquet')),
    );
    if (paths.contacts !== undefined) await store(ports, paths.contacts, contactsUri(table.name));
    if (result.quarantined > 0) await store(ports, paths.quarantine, runUri(`quarantine/${party.id}/${table.name}.csv`));
    return result;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function store(ports: Ports, from: string, uri: string): Promise<void> {
  await ports.store.putFile(uri, (path) => copyFile(from, path));
}
