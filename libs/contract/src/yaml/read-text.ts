import { readFile } from 'node:fs/promises';
import type { Problem } from '@parley/errors';
import { fileMissing, fileNotText, fileUnreadable } from './errors';

export type TextOrProblem = { text: string; problem?: undefined } | { text?: undefined; problem: Problem };

/** Reads a UTF-8 file; what stands in the way comes back as a problem. `what` says what the file is for. */
export async function readText(path: string, label: string, what: string): Promise<TextOrProblem> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    const absent = code === 'ENOENT' || code === 'ENOTDIR';
    return { problem: absent ? fileMissing({ file: label }, what) : fileUnreadable({ file: label }, code) };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { problem: fileNotText({ file: label }) };
  }
}
