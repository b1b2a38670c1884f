import { isParleyError } from '@parley/errors';
import type { ObjectStore } from '@parley/object-store';
import { erasureErrors } from './errors';
import { type Edit, eraseFile } from './formats/erase-file';
import { stillHolds } from './look-through';
import type { Person } from './person';
import type { Progress } from './progress';

/** What was done to one object. */
export interface ErasedFrom {
  uri: string;
  what: Exclude<Edit['kind'], 'untouched'>;
  /** Rows or records; 1 for an object taken away whole. */
  records: number;
}

/** Locks, and the note of whom is being forgotten, which goes last. */
const PASSED_OVER = /(\.duckdb(\.wal)?|(^|\/)\.forgetting)$/;

/**
 * Takes a person out of every object below the prefixes. Each object is written whole or stays as it was, so that after a kill the
 * same call goes on. `between` is done when that is through. When all returns, every object has been looked through again and
 * holds nothing of the person.
 *
 * @throws fault FORGET_INCOMPLETE with each object that still holds something; inputError FORGET_FILE_UNREADABLE.
 */
export async function erasePerson(person: Person, store: ObjectStore, prefixes: readonly string[], progress: Progress, between: () => Promise<void> = async () => {}): Promise<ErasedFrom[]> {
  const done: ErasedFrom[] = [];
  const all = () => listAll(store, prefixes);
  await progress.pass(`${person.pseudonym} erase`, all, itself, async (uri) => {
    const erased = await eraseFrom(uri, person, store);
    if (erased) done.push(erased);
    return true;
  });
  await between();
  const left: string[] = [];
  await progress.pass(`${person.pseudonym} look`, all, itself, async (uri) => {
    const holds = await store.withFile(uri, (path) => stillHolds(uri, path, person));
    if (holds) left.push(uri);
    return !holds;
  });
  if (left.length > 0) throw erasureErrors.stillThere(left);
  return done;
}

const itself = (uri: string): string => uri;

async function listAll(store: ObjectStore, prefixes: readonly string[]): Promise<string[]> {
  const found = await Promise.all(prefixes.map((prefix) => store.list(prefix)));
  return [...new Set(found.flat())].filter((uri) => !PASSED_OVER.test(uri));
}

/** Made beside the object, and put in its place only if it differs. */
async function eraseFrom(uri: string, person: Person, store: ObjectStore): Promise<ErasedFrom | undefined> {
  const untouched = new Untouched();
  let edit: Edit = { kind: 'untouched' };
  try {
    await store.withFile(uri, (from) =>
      store.putFile(uri, async (to) => {
        edit = await eraseFile(uri, from, to, person);
        if (edit.kind === 'untouched' || edit.kind === 'removed') throw untouched;
      }),
    );
  } catch (error) {
    if (error !== untouched) throw isParleyError(error) && error.kind === 'fault' ? error : erasureErrors.fileUnreadable(uri, error);
  }
  return finish(uri, edit, store);
}

async function finish(uri: string, edit: Edit, store: ObjectStore): Promise<ErasedFrom | undefined> {
  if (edit.kind === 'untouched') return undefined;
  if (edit.kind !== 'removed') return { uri, what: edit.kind, records: edit.records };
  await store.remove(uri);
  return { uri, what: 'removed', records: 1 };
}

/** Thrown so that nothing is put in the object's place. */
class Untouched extends Error {}
