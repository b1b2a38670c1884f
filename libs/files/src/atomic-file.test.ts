import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inputError } from '@parley/errors';
import { buildSync } from 'esbuild';
import { makeFileAtomically, writeFileAtomically, writeFilesAtomically } from './atomic-file';
import { type FileSystem, realFileSystem } from './file-system';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'parley-files-'))));
afterEach(() => rmSync(folder, { recursive: true }));

type Step = 'mkdir' | 'readdir' | 'open' | 'write' | 'sync' | 'rename';
const STEPS: readonly Step[] = ['mkdir', 'readdir', 'open', 'write', 'sync', 'rename'];

/** The real file system, in which one call fails: always, or the n-th time. */
function failing(step: Step, code: string, times = 1): FileSystem {
  let calls = 0;
  const fail = (): Promise<never> => Promise.reject(Object.assign(new Error(`${code}: simulated`), { code, syscall: step }));
  const maybe = <A extends unknown[], R>(real: (...args: A) => R) => (...args: A): R | Promise<never> => ((calls += 1) >= times ? fail() : real(...args));
  if (step !== 'write' && step !== 'sync') return { ...realFileSystem, [step]: maybe(realFileSystem[step] as (...args: unknown[]) => unknown) };
  const open = async (...args: Parameters<FileSystem['open']>) => {
    const handle = await realFileSystem.open(...args);
    if (step === 'write') handle.writeFile = maybe(handle.writeFile.bind(handle)) as typeof handle.writeFile;
    else handle.sync = maybe(handle.sync.bind(handle)) as typeof handle.sync;
    return handle;
  };
  return { ...realFileSystem, open };
}

it('makes the folder and leaves the file alone in it', async () => {
  const path = join(folder, 'new', 'a.csv');
  const made = makeFileAtomically(path, async (temporary) => {
    expect(temporary.endsWith('.csv')).toBe(true);
    await writeFile(temporary, 'whole');
    expect(existsSync(path)).toBe(false);
    return 7;
  });
  expect(await made).toBe(7);
  await writeFileAtomically(path, 'other', { mode: 0o600 });
  expect(readFileSync(path, 'utf8')).toBe('other');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(folder, 'new'))).toEqual(['a.csv']);
});

it.each([
  ...STEPS.map((step) => [step, 'ENOSPC', 'fault', 'DISK_FULL'] as const),
  ['sync', 'EDQUOT', 'fault', 'DISK_FULL'],
  ['write', 'EFBIG', 'fault', 'FILE_TOO_LARGE'],
  ['mkdir', 'EACCES', 'fault', 'FILE_NOT_ALLOWED'],
  ['rename', 'EPERM', 'fault', 'FILE_NOT_ALLOWED'],
  ['open', 'EROFS', 'fault', 'FILE_NOT_ALLOWED'],
  ['sync', 'EIO', 'fault', 'FILE_FAILED'],
  ['mkdir', 'ENOTDIR', 'input', 'FILE_IN_THE_WAY'],
] as const)('when %s meets %s, it is a(n) %s %s; the old file stays, and nothing else', async (step, code, kind, expected) => {
  const path = join(folder, 'a.txt');
  writeFileSync(path, 'old');
  const written = writeFileAtomically(path, 'new', { fs: failing(step, code) });
  await expect(written).rejects.toMatchObject({ kind, code: expected, problems: [{ file: path, repair: expect.any(String) as string }] });
  expect(readFileSync(path, 'utf8')).toBe('old');
  expect(readdirSync(folder)).toEqual(['a.txt']);
});

const noSpace = () => Promise.reject(new Error('IO Error: Could not write file: No space left on device'));

it('tells a full disk from the words of DuckDB, and from a device that is full', async () => {
  await expect(makeFileAtomically(join(folder, 'a'), noSpace)).rejects.toMatchObject({ code: 'DISK_FULL' });
  if (!existsSync('/dev/full')) return;
  const full = makeFileAtomically(join(folder, 'a'), () => writeFile('/dev/full', 'x'));
  await expect(full).rejects.toMatchObject({ code: 'DISK_FULL' });
});

it('passes the errors of what makes the file on unchanged', async () => {
  for (const error of [new TypeError('a bug'), inputError('BAD', { message: 'bad' }), Object.assign(new Error('its own'), { code: 'ENOSPC-LIKE' })]) {
    const made = makeFileAtomically(join(folder, 'a'), async (temporary) => {
      await writeFile(temporary, 'half');
      throw error;
    });
    await expect(made).rejects.toBe(error);
  }
  expect(readdirSync(folder)).toEqual([]);
});

it('removes what killed processes left in the folder, and nothing of a living one', async () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  const earlierOfOurNumber = `.parley-tmp-${process.pid}-00000000-1.csv`;
  const left = [`.parley-tmp-${dead}-0a1b2c3d-1.csv`, `.parley-tmp-${dead}-0a1b2c3d-2.parquet.spill`, earlierOfOurNumber];
  const running = `.parley-tmp-${process.ppid}-0a1b2c3d-1.csv`;
  for (const name of [...left, running]) mkdirSync(join(folder, name));
  await writeFileAtomically(join(folder, 'whole'), 'x');
  expect(readdirSync(folder).sort()).toEqual([running, 'whole']);
});

it('removes what it was writing when the process exits', async () => {
  const script = join(folder, 'exit.cjs');
  const entry = `import { makeFileAtomically } from ${JSON.stringify(join(__dirname, 'atomic-file.ts'))};
    import { writeFileSync } from 'node:fs';
    void makeFileAtomically(process.argv[2], async (path) => { writeFileSync(path, 'half'); process.exit(3); });`;
  buildSync({ stdin: { contents: entry, resolveDir: __dirname, loader: 'ts' }, outfile: script, bundle: true, platform: 'node', tsconfig: join(__dirname, '../../../tsconfig.base.json'), logLevel: 'silent' });
  const child = spawn(process.execPath, [script, join(folder, 'out', 'a.txt')], { stdio: 'inherit' });
  expect(await once(child, 'close')).toEqual([3, null]);
  expect(readdirSync(join(folder, 'out'))).toEqual([]);
});

const texts = () => readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));

describe('many files at once', () => {
  const files = Array.from({ length: 9 }, (_, index) => ({ name: `f${index}`, body: `body ${index}` }));

  it('writes them all, and brings the folder to disk once', async () => {
    const synced: unknown[] = [];
    const open = (...args: Parameters<FileSystem['open']>) => (args[0] === folder && synced.push(args[0]), realFileSystem.open(...args));
    await writeFilesAtomically(folder, files, { ...realFileSystem, open });
    expect(texts().sort()).toEqual(files.map(({ body }) => body));
    expect(synced).toEqual([folder]);
  });

  it.each(['open', 'write', 'sync', 'rename'] as const)('leaves only whole files, and none under way, when %s meets a full disk in the middle', async (step) => {
    await expect(writeFilesAtomically(folder, files, failing(step, 'ENOSPC', 5))).rejects.toMatchObject({ code: 'DISK_FULL' });
    const left = texts();
    expect(left.length).toBeLessThan(files.length);
    for (const text of left) expect(text).toMatch(/^body \d$/);
  });
});
