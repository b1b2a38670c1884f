import { randomUUID } from 'node:crypto';
import { extname } from 'node:path';

/** Files being written begin with this; `list` never shows them. */
export const TEMPORARY_PREFIX = '.parley-tmp-';

// Process ids come round again (in a container quickly), so a process also marks its files with a name of its own.
const incarnation = randomUUID().slice(0, 8);
let made = 0;

/** A name for a file on its way to `finalName`. Keeps the extension: some tools go by it. */
export function temporaryName(finalName: string): string {
  made += 1;
  return `${TEMPORARY_PREFIX}${process.pid}-${incarnation}-${made}${extname(finalName)}`;
}

/** True for a file that a process, no longer there, left half-written. */
export function isLeftover(name: string): boolean {
  const match = /^\.parley-tmp-(\d+)-([0-9a-f]+)-/.exec(name);
  if (!match) return false;
  const pid = Number(match[1]);
  return pid === process.pid ? match[2] !== incarnation : !isRunning(pid);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
