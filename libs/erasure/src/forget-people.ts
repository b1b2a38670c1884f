import type { Contract } from '@parley/contract';
import { isParleyError } from '@parley/errors';
import { ForgottenList } from '@parley/intake';
import type { ObjectStore, ObjectVersions } from '@parley/object-store';
import { type ErasedFrom, erasePerson } from './erase-person';
import { eraseOldVersions } from './erase-old-versions';
import { erasureErrors } from './errors';
import { findPeople, type FoundPerson, type Wanted } from './find-people';
import { KEY_NAMES, type Person } from './person';
import type { PersonRecords } from './person-records';
import { type KeptProgress, Progress } from './progress';

/** Where a person may be, and what an erasure works with. A laptop has files alone; the owner's account has tables and old versions too. */
export interface ErasurePlaces {
  contract: Contract;
  store: ObjectStore;
  /** URI prefixes of all that may hold a person. */
  prefixes: readonly string[];
  /** The contacts: a Parquet object, and the name of the table they are of. */
  contacts: { uri: string; table: string };
  /** URI of the list of forgotten people. */
  list: string;
  /** Whom an erasure has begun to forget. */
  note: Note;
  /** What the person's addresses are in hashed tables. Asked before anything is erased. */
  hashesOf(person: FoundPerson): Promise<readonly string[]>;
  versions?: ObjectVersions;
  records?: PersonRecords;
  progress?: KeptProgress;
  runs?: Runs;
}

/** Runs of the pipeline, which write what they read before. */
export interface Runs {
  underWay(): Promise<boolean>;
  begunSince(at: Date): Promise<boolean>;
}

/** A text that names people; what takes it away leaves nothing of it. */
export interface Note {
  read(): Promise<string | undefined>;
  write(text: string): Promise<void>;
  remove(): Promise<void>;
}

/** What was done. It names nobody. */
export interface Forgotten {
  people: number;
  /** People whose address or number another customer has too, where it stays. */
  sharedIdentifiers: number;
  erased: ErasedFrom[];
  /** Old versions of objects that went. */
  oldVersions: number;
  /** Records by where they were. */
  records: Record<string, number>;
}

/** Errors after which what was passed is to be passed again. */
const AGAIN: readonly string[] = ['FORGET_INCOMPLETE', 'RUN_UNDER_WAY'];

interface NotedPerson extends FoundPerson {
  hashes: readonly string[];
}

/**
 * Takes people out of all places, and puts them on the list that keeps them out. First the list, then the note of whom, then records
 * and objects: killed at any moment, the same call, or the next for anybody, goes on.
 *
 * @throws inputError NOBODY_OF_THAT_ADDRESS; refusal RUN_UNDER_WAY, before anything is done or at the end, when all of it is to be done
 *   again; those of `erasePerson`.
 */
export async function forgetPeople(wanted: Wanted, places: ErasurePlaces, now: Date): Promise<Forgotten> {
  const { contract, store, contacts, list: listUri, note, runs } = places;
  if (await runs?.underWay()) throw erasureErrors.runUnderWay();
  const begun = await readNote(note);
  const asked = await findPeople(wanted, { ...contacts, store, owner: contract.owner });
  const fresh = asked.filter(({ id }) => !begun.some((one) => one.id === id)); // the note knows what is erased from the contacts already
  if (begun.length + fresh.length === 0) throw erasureErrors.nobody(contacts.uri);

  const list = await ForgottenList.read(store, listUri, contract.owner.country);
  await list.add(store, listUri, [...begun, ...fresh], now);
  const people = [...begun, ...(await Promise.all(fresh.map(async (one) => ({ ...one, hashes: await places.hashesOf(one) }))))];
  if (fresh.length > 0) await note.write(JSON.stringify(people));

  const done: Forgotten = { people: people.length, sharedIdentifiers: people.filter(({ shared }) => shared).length, erased: [], oldVersions: 0, records: {} };
  const progress = await Progress.open(now, places.progress);
  if (begun.length === 0 || (await runs?.begunSince(progress.since))) await progress.restart(now);
  try {
    for (const one of people) await erase(personOf(one, list, contract), places, progress, done);
    if (await runs?.begunSince(progress.since)) throw erasureErrors.runUnderWay();
  } catch (error) {
    if (isParleyError(error) && AGAIN.includes(error.code)) await progress.restart(now);
    throw error;
  }
  await note.remove();
  return done;
}

async function erase(person: Person, { store, prefixes, records, versions }: ErasurePlaces, progress: Progress, done: Forgotten): Promise<void> {
  // Records first: what they say is written into objects.
  await progress.once(`${person.pseudonym} records`, async () => {
    for (const [where, count] of Object.entries((await records?.erase(person)) ?? {})) done.records[where] = (done.records[where] ?? 0) + count;
  });
  const oldVersions = async (): Promise<void> => {
    if (versions) done.oldVersions += await eraseOldVersions(person, versions, prefixes, progress);
  };
  done.erased.push(...(await erasePerson(person, store, prefixes, progress, oldVersions)));
}

async function readNote(note: Note): Promise<NotedPerson[]> {
  const text = await note.read();
  return text === undefined ? [] : (JSON.parse(text) as NotedPerson[]);
}

function personOf({ id, email, phone, hashes }: NotedPerson, list: ForgottenList, { owner, partners }: Contract): Person {
  const keys = owner.tables.flatMap(({ columns }) => columns.filter(({ role }) => role === 'key').map(({ name }) => name));
  return {
    id,
    pseudonym: list.pseudonym(id),
    emails: new Set(email === undefined ? [] : [email]),
    phones: new Set(phone === undefined ? [] : [phone]),
    hashes: new Set(hashes),
    countries: [...new Set([owner, ...partners].map(({ country }) => country))],
    keys: new Set([...KEY_NAMES, ...keys]),
  };
}
