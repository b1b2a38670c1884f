import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { inputError } from '@parley/errors';
import { writeCsvRows } from './write-csv';
import { type FileCalls, realFileCalls, writeFileAtomically } from './write-file';
import { writeParquet } from './write-parquet';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'parley-write-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function failing(code: string, call: keyof FileCalls): FileCalls {
  const fail = (): Promise<never> => Promise.reject(Object.assign(new Error(`${code}: simulated, ${call}`), { code, syscall: call }));
  return { ...realFileCalls, [call]: fail };
}

describe('writeFileAtomically', () => {
  it('makes the folder and leaves the file alone in it', async () => {
    const path = join(folder, 'new', 'a.txt');
    const result = await writeFileAtomically(path, (temporary) => writeFile(temporary, 'whole').then(() => 7));
    expect(result).toBe(7);
    expect(readFileSync(path, 'utf8')).toBe('whole');
    expect(readdirSync(join(folder, 'new'))).toEqual(['a.txt']);
  });

  it.each([
    ['ENOSPC', 'sync', 'DISK_FULL'],
    ['EDQUOT', 'sync', 'DISK_FULL'],
    ['EACCES', 'makeFolder', 'WRITE_FAILED'],
    ['EPERM', 'rename', 'WRITE_FAILED'],
  ] as const)('%s in %s is %s: the old file stays, nothing else', async (code, call, expected) => {
    const path = join(folder, 'a.txt');
    writeFileSync(path, 'old');
    const written = writeFileAtomically(path, (temporary) => writeFile(temporary, 'new'), failing(code, call));
    await expect(written).rejects.toMatchObject({ kind: 'fault', code: expected, exitCode: 1, problems: [{ file: path }] });
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['a.txt']);
  });

  it('tells a full disk from the words of a library', async () => {
    await expect(writeFileAtomically(join(folder, 'a'), noSpace)).rejects.toMatchObject({ code: 'DISK_FULL' });
  });

  it('passes other errors on unchanged', async () => {
    const bug = new TypeError('a bug');
    const bad = inputError('BAD', { message: 'bad' });
    for (const error of [bug, bad]) {
      await expect(writeFileAtomically(join(folder, 'a'), async (temporary) => {
        await writeFile(temporary, 'half');
        throw error;
      })).rejects.toBe(error); // prettier-ignore
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  it('removes what a killed writer of the same file left, and nothing of a living one', async () => {
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    const left = [`.a.txt.${dead}-1.partial`, `.a.txt.${dead}-2.partial.spill`, `.a.txt.${process.ppid}-1.partial`, `.b.txt.${dead}-1.partial`];
    left.forEach((name) => writeFileSync(join(folder, name), 'half'));
    await writeFileAtomically(join(folder, 'a.txt'), (temporary) => writeFile(temporary, 'whole'));
    expect(readdirSync(folder).sort()).toEqual([left[2], left[3], 'a.txt'].sort());
  });
});

/** A device that is always full gives the operating system's real error, where the machine has it. */
const FULL_DEVICE = '/dev/full';
const noSpace = (): Promise<never> => Promise.reject(new Error('IO Error: Could not write file: No space left on device'));

(existsSync(FULL_DEVICE) ? describe : describe.skip)('on a full device', () => {
  it('says that the disk is full', async () => {
    const full = writeFileAtomically(join(folder, 'a'), () => writeFile(FULL_DEVICE, 'x'));
    await expect(full).rejects.toMatchObject({ code: 'DISK_FULL' });
  });
});

async function* failingRows(): AsyncGenerator<string[]> {
  yield ['1'];
  throw new Error('source failed');
}

it('a source of rows that fails leaves no file', async () => {
  await expect(writeCsvRows(join(folder, 'a.csv'), ['a'], failingRows())).rejects.toThrow('source failed');
  const wrong = { rows: 1, columns: [{ name: 'a', type: 'bigint' as const, values: ['not a number'] }] };
  await expect(writeParquet(join(folder, 'a.parquet'), wrong)).rejects.toThrow();
  expect(readdirSync(folder)).toEqual([]);
});
