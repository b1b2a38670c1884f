import type { Contract } from '@parley/contract';
import { type ErasedFrom, erasePerson, ForgottenList, KEY_NAMES, type Person } from '@parley/erasure';
import { writeFileAtomically } from '@parley/files';
import { hashIdentifier, type IdentifierHash } from '@parley/identity';
import { FolderObjectStore } from '@parley/object-store';
import type { Plan } from '@parley/owner-plan';
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { nobodyOfThatAddress, noRun } from './errors';
import { findPeople, type FoundPerson, type Wanted } from './find-people';
import { FORGOTTEN_URI, forgettingFile, forgottenStore, keysFolder, workFolder } from './run-folder';

/** What `parley forget --json` prints. It names nobody. */
export interface ForgetReport {
  people: number;
  /** People whose address or number another customer has too, where it stays. */
  sharedIdentifiers: number;
  erased: { file: string; what: ErasedFrom['what']; records: number }[];
  /** Files that held something and were not of this folder: source files that the user named with --data. */
  notice: string[];
}

const NOTICE = [
  'Source files that were named with --data are yours to clean; the list of forgotten people keeps their rows out of the next run.',
  'What partners hold is theirs to erase: tell them. Backups and older versions of objects end with their retention.',
];

/**
 * Takes people out of a run's folder and puts them on the list that keeps them out. First the list, then each file: killed at any
 * moment, the same command, or the next `parley forget`, goes on.
 *
 * @throws inputError NO_RUN, NOBODY_OF_THAT_ADDRESS; those of `erasePerson`.
 */
export async function forget(wanted: Wanted, { out, contract, plan, now }: { out: string; contract: Contract; plan: Plan; now: Date }): Promise<ForgetReport> {
  if (!existsSync(workFolder(out))) throw noRun(out);
  const asked = await findPeople(wanted, out, contract, plan);
  const begun = await unfinished(out);
  const people = [...new Map([...begun, ...asked].map((one) => [one.id, one])).values()];
  if (people.length === 0) throw nobodyOfThatAddress(out);
  await writeFileAtomically(forgettingFile(out), JSON.stringify(people), { mode: 0o600 });

  const list = await ForgottenList.read(forgottenStore(out), FORGOTTEN_URI, contract.owner.country);
  await list.add(forgottenStore(out), FORGOTTEN_URI, people, now);
  const store = new FolderObjectStore({ run: out });
  const erased: ErasedFrom[] = [];
  for (const person of people) erased.push(...(await erasePerson(await personOf(person, list, out, contract), store, ['s3://run/'])));
  await rm(forgettingFile(out));
  return {
    people: people.length,
    sharedIdentifiers: people.filter(({ shared }) => shared).length,
    erased: summed(erased),
    notice: NOTICE,
  };
}

/** People whom a killed command had begun to forget. */
async function unfinished(out: string): Promise<FoundPerson[]> {
  const file = forgettingFile(out);
  return existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as FoundPerson[]) : [];
}

async function personOf({ id, email, phone }: FoundPerson, list: ForgottenList, out: string, contract: Contract): Promise<Person> {
  const { owner, partners } = contract;
  const plain = [email, phone].filter((one) => one !== undefined);
  const hashes = await pairHashes(contract, keysFolder(out));
  const keys = owner.tables.flatMap(({ columns }) => columns.filter(({ role }) => role === 'key').map(({ name }) => name));
  return {
    id,
    pseudonym: list.pseudonym(id),
    emails: new Set(email === undefined ? [] : [email]),
    phones: new Set(phone === undefined ? [] : [phone]),
    hashes: new Set(hashes.flatMap((hash) => plain.map((one) => hashIdentifier(one, hash)))),
    countries: [...new Set([owner, ...partners].map(({ country }) => country))],
    keys: new Set([...KEY_NAMES, ...keys]),
  };
}

/** The hash of each pair of which the run has the key. */
async function pairHashes({ terms, partners }: Contract, keys: string): Promise<IdentifierHash[]> {
  if (terms.identifierHash === 'SHA_256') return [{ kind: 'SHA_256' }];
  const files = partners.map(({ id }) => join(keys, `pair-${id}.key`)).filter((file) => existsSync(file));
  return Promise.all(files.map(async (file) => ({ kind: 'HMAC_SHA_256' as const, key: Buffer.from((await readFile(file, 'utf8')).trim(), 'hex') })));
}

function summed(erased: readonly ErasedFrom[]): ForgetReport['erased'] {
  const byFile = new Map<string, ForgetReport['erased'][number]>();
  for (const { uri, what, records } of erased) {
    const file = uri.slice('s3://run/'.length);
    const before = byFile.get(file)?.records ?? 0;
    byFile.set(file, { file, what, records: before + records });
  }
  return [...byFile.values()];
}
