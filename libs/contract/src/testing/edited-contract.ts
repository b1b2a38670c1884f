import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { isParleyError, type Problem } from '@parley/errors';

/** A change to the sound contract in fixtures/base-contract. */
export type Edit =
  | { file: string; replace: string; with: string }
  | { file: string; write: string }
  /** Base 64, for what is not text. */
  | { file: string; writeBytes: string }
  | { remove: string };

/** A problem a case expects. `at` is text of the edited file with `|` where the place must point. */
export interface Expected {
  code: string;
  file?: string;
  at?: string;
  message?: string;
  repair?: string;
}

export interface BrokenCase {
  name: string;
  edits: Edit[];
  expect: Expected[];
}

/** Copies the sound contract to a folder of its own, edits it, and lets `use` have it. */
export async function withContract<T>(edits: readonly Edit[], use: (directory: string) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'parley-contract-'));
  try {
    cpSync(resolve(__dirname, '../fixtures/base-contract'), directory, { recursive: true });
    for (const edit of edits) apply(directory, edit);
    return await use(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** Every problem that `load` finds in the edited contract; fails the test if it finds none. */
export async function problemsOf(load: () => Promise<unknown>): Promise<readonly Problem[]> {
  const error = await load().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isParleyError(error)) throw new Error('the contract loaded, or failed otherwise than by a ParleyError', { cause: error });
  return error.problems;
}

/** The problems a case expects, with `at` turned into line and column of the edited file. */
export function expectedProblems(directory: string, expected: readonly Expected[]): object[] {
  return expected.map(({ code, file, at, message, repair }) =>
    expect.objectContaining({
      code,
      ...(file && { file }),
      ...(file && at && placeOf(readFileSync(join(directory, file), 'utf8'), at)),
      ...(message && { message: expect.stringContaining(message) }),
      repair: expect.stringContaining(repair ?? ''),
    }),
  );
}

function apply(directory: string, edit: Edit): void {
  if ('remove' in edit) return rmSync(join(directory, edit.remove), { recursive: true });
  const path = join(directory, edit.file);
  mkdirSync(dirname(path), { recursive: true });
  if ('write' in edit) return writeFileSync(path, edit.write);
  if ('writeBytes' in edit) return writeFileSync(path, Buffer.from(edit.writeBytes, 'base64'));
  const text = readFileSync(path, 'utf8');
  if (!text.includes(edit.replace)) throw new Error(`the case replaces ${edit.replace}, which ${edit.file} does not hold`);
  writeFileSync(path, text.replace(edit.replace, () => edit.with));
}

function placeOf(text: string, marked: string): { line: number; column: number } {
  const before = marked.indexOf('|');
  const start = text.indexOf(marked.replace('|', ''));
  if (before < 0 || start < 0) throw new Error(`no place in the file looks like ${marked}`);
  const lines = text.slice(0, start + before).split('\n');
  return { line: lines.length, column: lines.at(-1)!.length + 1 };
}
