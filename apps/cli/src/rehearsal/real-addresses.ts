import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contactsFolder, keysFolder, peopleFolder, scratchFolder, workFolder } from './run-folder';

/** Says that files under `out` hold addresses of real people. */
const marker = (out: string): string => join(workFolder(out), 'holds-real-addresses');

/**
 * Deletes what an earlier rehearsal as partner left, if it was killed before it could. The pair's key goes too: without it, the
 * hashes that stay tell nobody anything.
 */
export function forgetRealAddresses(out: string): void {
  if (!existsSync(marker(out))) return;
  for (const folder of [peopleFolder(out), contactsFolder(out), scratchFolder(out), keysFolder(out)]) rmSync(folder, { recursive: true, force: true });
  rmSync(marker(out));
}

/**
 * From here on files below `out` may hold real addresses; gives what deletes them. It also runs when the process ends by
 * `process.exit`, as Ctrl-C makes it; after a kill, the next rehearsal with the same `out` does it.
 */
export function holdRealAddresses(out: string): () => void {
  mkdirSync(workFolder(out), { recursive: true });
  writeFileSync(marker(out), '');
  const forget = () => forgetRealAddresses(out);
  process.once('exit', forget);
  return () => {
    process.off('exit', forget);
    forget();
  };
}
