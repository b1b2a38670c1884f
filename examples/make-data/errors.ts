import { fault, inputError, type ParleyError, type Problem } from '@parley/errors';

const OTHER_WAY = 'fetch the file some other way and give it with --from FILE';

export function noAnswer(url: string, cause: unknown): ParleyError {
  const why = (cause as { cause?: { code?: string } }).cause?.code ?? (cause as Error).name;
  return fault('DOWNLOAD_NO_ANSWER', { message: `${url} gives no answer (${why})`, repair: `check the network; or ${OTHER_WAY}` }, { cause });
}

export function badStatus(url: string, status: number): ParleyError {
  return fault('DOWNLOAD_STATUS', { message: `${url} answers with status ${status}`, repair: `the file may have moved: ${OTHER_WAY}` });
}

export function cutOff(url: string, received: number, cause?: unknown): ParleyError {
  const message = `the transfer of ${url} broke off after ${received} bytes`;
  return fault('DOWNLOAD_CUT_OFF', { message, repair: `run the command again; or ${OTHER_WAY}` }, { cause });
}

export function tooLarge(url: string, limit: number): ParleyError {
  return fault('DOWNLOAD_TOO_LARGE', { message: `${url} sends more than ${limit} bytes: this is not the data set`, repair: OTHER_WAY });
}

export function unreadable(file: string, cause: unknown): ParleyError {
  const message = `the file can't be read (${(cause as NodeJS.ErrnoException).code ?? 'unknown reason'})`;
  return inputError('ORIGINAL_UNREADABLE', { file, message, repair: 'give the path of the downloaded file' }, { cause });
}

export function brokenZip(source: string, why: string): ParleyError {
  return inputError('ORIGINAL_BROKEN_ZIP', { file: source, message: `the zip file is damaged: ${why}`, repair: 'fetch it again' });
}

export function notInZip(source: string, wanted: string): ParleyError {
  return inputError('ORIGINAL_NOT_IN_ZIP', { file: source, message: `no ${wanted} in this zip file`, repair: 'give the archive that the README of the example names' });
}

export function wrongSize(source: string, expected: number, found: number): ParleyError {
  return inputError('ORIGINAL_WRONG_SIZE', {
    file: source,
    message: `the original has ${expected} bytes, this file ${found}`,
    repair: 'many copies of this data set are altered: take the one that the README of the example names',
  });
}

export function wrongChecksum(source: string, expected: string, found: string): ParleyError {
  return inputError('ORIGINAL_WRONG_CHECKSUM', {
    file: source,
    message: `the original's sha256 is ${expected}, this file's ${found}`,
    repair: 'many copies of this data set are altered: take the one that the README of the example names',
  });
}

export function columnsMissing(source: string, names: readonly string[]): ParleyError {
  const repair = 'mend the columns in examples/make-data/data-sets.ts';
  return inputError('ORIGINAL_COLUMNS', names.map((name) => ({ file: source, message: `no column ${name}`, repair })));
}

export function wrongUsage(problems: readonly Problem[]): ParleyError {
  return inputError('MAKE_DATA_USAGE', problems);
}
