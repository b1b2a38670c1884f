import { fault, inputError, isParleyError } from '@parley/errors';
import { systemCode } from './file-system';

interface Known {
  code: string;
  message: string;
  repair: string;
}

const FREE = 'free some space, or choose another folder, and run it again; nothing half-written was left';
const RIGHTS = 'change the permissions, or choose another folder';
const FULL: Known = { code: 'DISK_FULL', message: 'the disk is full', repair: FREE };
const NOT_ALLOWED: Known = { code: 'FILE_NOT_ALLOWED', message: 'this user may not write or read there', repair: RIGHTS };

const FAULTS: Readonly<Record<string, Known>> = {
  ENOSPC: FULL,
  EDQUOT: { ...FULL, message: 'the disk quota is used up' },
  EFBIG: { code: 'FILE_TOO_LARGE', message: 'the file may grow no further (EFBIG)', repair: 'raise the limit on the size of files, and run it again' },
  EACCES: NOT_ALLOWED,
  EPERM: NOT_ALLOWED,
  EROFS: { ...NOT_ALLOWED, message: 'the file system is read-only', repair: 'choose another folder' },
};

/** DuckDB gives the operating system's words, not its code. */
const DUCKDB_SAYS: readonly (readonly [words: string, code: string])[] = [
  ['No space left on device', 'ENOSPC'],
  ['Disk quota exceeded', 'EDQUOT'],
  ['File too large', 'EFBIG'],
  ['Permission denied', 'EACCES'],
  ['Read-only file system', 'EROFS'],
];

const IN_THE_WAY = new Set(['ENOTDIR', 'EISDIR', 'EEXIST', 'ENOTEMPTY']);

/**
 * Says a file-system error in Parley's words: DISK_FULL, FILE_TOO_LARGE, FILE_NOT_ALLOWED, FILE_FAILED (fault), or
 * FILE_IN_THE_WAY (input). An error that is ours already, or not the file system's, passes unchanged.
 */
export function fileError(path: string, error: unknown): unknown {
  if (isParleyError(error)) return error;
  const code = systemCode(error) ?? codeByWords(error);
  if (code !== undefined && IN_THE_WAY.has(code)) return inTheWay(path, error);
  if (code === undefined) return error;
  const known = FAULTS[code];
  if (known) return fault(known.code, { file: path, message: `${known.message}.`, repair: known.repair }, { cause: error });
  return fault('FILE_FAILED', { file: path, message: `the file system said ${code}.`, repair: 'look after the disk, and run it again' }, { cause: error });
}

function codeByWords(error: unknown): string | undefined {
  const said = typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : '';
  return said.startsWith('IO Error: ') ? DUCKDB_SAYS.find(([words]) => said.includes(words))?.[1] : undefined;
}

function inTheWay(path: string, cause: unknown): unknown {
  const message = 'there is a file where a folder is needed, or a folder where a file is needed.';
  return inputError('FILE_IN_THE_WAY', { file: path, message, repair: 'move it away, or choose another name' }, { cause });
}
