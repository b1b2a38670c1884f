import { isParleyError } from '@parley/errors';
import type { ObjectVersions, OldVersion } from '@parley/object-store';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eraseFile } from './formats/erase-file';
import { stillHolds } from './look-through';
import type { Person } from './person';
import type { Progress } from './progress';

/**
 * Takes away the old versions that hold a person, below the prefixes of versioned buckets: what an object was before the person was
 * taken out of it, and what was replaced before that. One that cannot be read goes too, since nobody can say that they are not in it.
 * Gives how many went. It comes after the objects themselves, whose rewriting makes old versions.
 */
export async function eraseOldVersions(person: Person, versions: ObjectVersions, prefixes: readonly string[], progress: Progress): Promise<number> {
  let removed = 0;
  const all = async (): Promise<OldVersion[]> => (await Promise.all(prefixes.map((prefix) => versions.listOld(prefix)))).flat();
  await progress.pass(`${person.pseudonym} versions`, all, ({ uri, version }) => `${uri} ${version}`, async (old) => {
    if (!(await versions.withOld(old, (path) => holds(old.uri, path, person)))) return true;
    await versions.removeOld(old);
    removed++;
    return true;
  });
  return removed;
}

async function holds(uri: string, path: string, person: Person): Promise<boolean> {
  const scratch = await mkdtemp(join(tmpdir(), 'parley-version-'));
  try {
    const { kind } = await eraseFile(uri, path, join(scratch, 'without'), person);
    return kind !== 'untouched' || (await stillHolds(uri, path, person));
  } catch (error) {
    if (isUnreadable(error)) return true;
    throw error;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** The file is not what its name says; a full disk, say, is another matter. */
function isUnreadable(error: unknown): boolean {
  if (isParleyError(error)) return error.kind === 'input';
  return error instanceof SyntaxError || String((error as { code?: unknown }).code).startsWith('Z_');
}
