import { inputError, isParleyError, type ParleyError } from '@parley/errors';
import { fileError } from '@parley/files';

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

/** `fileError` in the store's words: what is in the way there is another object's key here. */
export function storeError(path: string, error: unknown): unknown {
  const said = fileError(path, error);
  return isParleyError(said) && said.code === 'FILE_IN_THE_WAY' ? keyClash(path, said.cause) : said;
}
