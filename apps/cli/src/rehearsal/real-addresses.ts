import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contactsFolder, peopleFolder, workFolder } from './run-folder';

/** Says that files under `out` hold addresses of real people. */
const marker = (out: string): string => join(workFolder(out), 'holds-real-addresses');
/** Where a step that is killed may leave its temporary files. */
const scratchFolder = (out: string): string => join(workFolder(out), 'scratch');
/** What Node reads the folder for temporary files from. */
const TEMPORARY = ['TMPDIR', 'TEMP', 'TMP'] as const;

/** Deletes what an earlier rehearsal as partner left, if it was killed before it could. */
export function forgetRealAddresses(out: string): void {
  if (!existsSync(marker(out))) return;
  for (const folder of [peopleFolder(out), contactsFolder(out), scratchFolder(out)]) rmSync(folder, { recursive: true, force: true });
  rmSync(marker(out));
}

/**
 * From here on files below `out` may hold real addresses, temporary files of this process too; gives what deletes them. It
 * also runs when the process ends by `process.exit`, as Ctrl-C makes it; after a kill, the next rehearsal with the same
 * `out` does it.
 */
export function holdRealAddresses(out: string): () => void {
  const before = { ...process.env };
  mkdirSync(scratchFolder(out), { recursive: true });
  writeFileSync(marker(out), '');
  for (const name of TEMPORARY) process.env[name] = scratchFolder(out);
  const forget = () => forgetRealAddresses(out);
  process.once('exit', forget);
  return () => {
    process.off('exit', forget);
    forget();
    for (const name of TEMPORARY) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  };
}
