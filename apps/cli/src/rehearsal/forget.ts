import type { Contract } from '@parley/contract';
import { type ErasurePlaces, forgetPeople, type Forgotten, type FoundPerson, type Note, type Wanted } from '@parley/erasure';
import { writeFileAtomically } from '@parley/files';
import { hashIdentifier, type IdentifierHash } from '@parley/identity';
import { FolderObjectStore } from '@parley/object-store';
import type { Plan } from '@parley/owner-plan';
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { noRun } from './errors';
import { contactsFolder, FORGOTTEN_URI, forgettingFile, keysFolder, workFolder } from './run-folder';

/** What `parley forget --json` prints. It names nobody. */
export interface ForgetReport {
  people: number;
  /** People whose address or number another customer has too, where it stays. */
  sharedIdentifiers: number;
  erased: { file: string; what: Forgotten['erased'][number]['what']; records: number }[];
  /** Files that held something and were not of this folder: source files that the user named with --data. */
  notice: string[];
}

const NOTICE = [
  'Source files that were named with --data are yours to clean; the list of forgotten people keeps their rows out of the next run.',
  'What partners hold is theirs to erase: tell them. Backups and older versions of files end with their retention.',
];

/**
 * Takes people out of a run's folder and puts them on the list that keeps them out. Killed at any moment, the same command, or the
 * next `parley forget`, goes on.
 *
 * @throws inputError NO_RUN; those of `forgetPeople`.
 */
export async function forget(wanted: Wanted, { out, contract, plan, now }: { out: string; contract: Contract; plan: Plan; now: Date }): Promise<ForgetReport> {
  if (!existsSync(workFolder(out))) throw noRun(out);
  const { people, sharedIdentifiers, erased } = await forgetPeople(wanted, await placesOf(out, contract, plan), now);
  return { people, sharedIdentifiers, erased: summed(erased), notice: NOTICE };
}

async function placesOf(out: string, contract: Contract, plan: Plan): Promise<ErasurePlaces> {
  const hashes = await pairHashes(contract, keysFolder(out));
  const { table } = plan.contacts;
  return {
    contract,
    store: new FolderObjectStore({ run: out, forgotten: out }),
    prefixes: ['s3://run/'],
    contacts: { uri: `s3://run/${relative(out, contactsFolder(out))}/${table}.parquet`, table },
    list: FORGOTTEN_URI,
    note: noteFile(forgettingFile(out)),
    hashesOf: async ({ email, phone }: FoundPerson) => [email, phone].flatMap((one) => (one === undefined ? [] : hashes.map((hash) => hashIdentifier(one, hash)))),
  };
}

function noteFile(path: string): Note {
  return {
    read: async () => (existsSync(path) ? readFile(path, 'utf8') : undefined),
    write: (text) => writeFileAtomically(path, text, { mode: 0o600 }),
    remove: () => rm(path),
  };
}

/** The hash of each pair of which the run has the key. */
async function pairHashes({ terms, partners }: Contract, keys: string): Promise<IdentifierHash[]> {
  if (terms.identifierHash === 'SHA_256') return [{ kind: 'SHA_256' }];
  const files = partners.map(({ id }) => join(keys, `pair-${id}.key`)).filter((file) => existsSync(file));
  return Promise.all(files.map(async (file) => ({ kind: 'HMAC_SHA_256' as const, key: Buffer.from((await readFile(file, 'utf8')).trim(), 'hex') })));
}

function summed(erased: Forgotten['erased']): ForgetReport['erased'] {
  const byFile = new Map<string, ForgetReport['erased'][number]>();
  for (const { uri, what, records } of erased) {
    const file = uri.slice('s3://run/'.length);
    const before = byFile.get(file)?.records ?? 0;
    byFile.set(file, { file, what, records: before + records });
  }
  return [...byFile.values()];
}
