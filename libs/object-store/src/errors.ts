import { fault, inputError, isParleyError, type ParleyError } from '@parley/errors';
import { systemCode } from './file-system';

export const badUri = (uri: string, why: string): ParleyError =>
  inputError('OBJECT_URI_INVALID', {
    message: `"${uri}" is no object URI: ${why}.`,
    repair: 'write s3://bucket/key, where no part of the key is empty, "." or ".."',
  });

export const unknownBucket = (bucket: string, known: readonly string[]): ParleyError =>
  inputError('OBJECT_BUCKET_UNKNOWN', {
    message: `There is no bucket "${bucket}" here.`,
    repair: known.length > 0 ? `use one of: ${known.join(', ')}` : 'give the store a folder for this bucket',
  });

export const objectMissing = (uri: string): ParleyError =>
  inputError('OBJECT_NOT_FOUND', {
    message: `There is no object ${uri}.`,
    repair: 'run the step that writes it first, or correct the URI',
  });

const keyClash = (path: string, cause: unknown): ParleyError =>
  inputError(
    'OBJECT_KEY_CLASH',
    {
      message: `"${path}" is a file where a folder is needed, or a folder where a file is needed.`,
      repair: 'a folder store cannot hold both "a" and "a/b": rename one of the keys',
    },
    { cause },
  );

const FAULTS: Record<string, { code: string; message: string; repair: string }> = {
  ENOSPC: { code: 'DISK_FULL', message: 'the disk is full', repair: 'free some space and run it again; nothing half-written was left' },
  EDQUOT: { code: 'DISK_FULL', message: 'the disk quota is used up', repair: 'free some space and run it again; nothing half-written was left' },
  EACCES: { code: 'FILE_NOT_ALLOWED', message: 'this user may not write or read there', repair: 'change the permissions or choose another folder' },
  EPERM: { code: 'FILE_NOT_ALLOWED', message: 'this user may not write or read there', repair: 'change the permissions or choose another folder' },
  EROFS: { code: 'FILE_NOT_ALLOWED', message: 'the file system is read-only', repair: 'choose another folder' },
}; // prettier-ignore

/** Says a file-system error in Parley's words; an error that is ours already passes unchanged. */
export function fileError(path: string, error: unknown): unknown {
  if (isParleyError(error)) return error;
  const code = systemCode(error);
  if (code === undefined) return error;
  if (code === 'ENOTDIR' || code === 'EISDIR' || code === 'EEXIST' || code === 'ENOTEMPTY') return keyClash(path, error);
  const known = FAULTS[code];
  return known
    ? fault(known.code, { file: path, message: `${known.message}.`, repair: known.repair }, { cause: error })
    : fault('FILE_FAILED', { file: path, message: `the file system said ${code}.` }, { cause: error });
}
