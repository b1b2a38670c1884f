import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import fc from 'fast-check';
import { type FileSystem, realFileSystem } from '@parley/files';
import { FolderObjectStore } from './index';

let folder: string;
const store = (fs?: FileSystem) => new FolderObjectStore({ results: folder }, fs);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-store-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const systemError = (code: string) => Object.assign(new Error(code), { code, syscall: 'write', errno: -28 });

it('keeps objects by key and lists them by prefix in byte order', async () => {
  const objects = store();
  const keys = ['run/b', 'run/a/1', 'run/a/10', 'run/ä', 'run/Z', 'other'];
  for (const key of keys) await objects.put(`s3://results/${key}`, `body of ${key}`);

  expect(await objects.list('s3://results/run/')).toEqual(
    ['run/Z', 'run/a/1', 'run/a/10', 'run/b', 'run/ä'].map((key) => `s3://results/${key}`),
  );
  expect(await objects.list('s3://results/run/a/1')).toHaveLength(2); // a prefix may end within a name
  expect(await objects.list('s3://results/none/')).toEqual([]);
  expect((await objects.get('s3://results/run/a/10')).toString()).toBe('body of run/a/10');

  await objects.remove('s3://results/other');
  await objects.remove('s3://results/other');
  expect(await objects.exists('s3://results/other')).toBe(false);
  expect(await objects.exists('s3://results/run')).toBe(false); // a folder is no object
  await expect(objects.get('s3://results/run')).rejects.toMatchObject({ code: 'OBJECT_NOT_FOUND' });
  await expect(objects.withFile('s3://results/other', async () => 1)).rejects.toMatchObject({ code: 'OBJECT_NOT_FOUND' });
});

it.each([
  ['s3://results/../x', 'OBJECT_URI_INVALID'],
  ['s3://results/a/../../x', 'OBJECT_URI_INVALID'],
  ['s3://results//etc/passwd', 'OBJECT_URI_INVALID'],
  ['s3://results/a//b', 'OBJECT_URI_INVALID'],
  ['s3://results/a\\b', 'OBJECT_URI_INVALID'],
  ['s3://results/a\u0000b', 'OBJECT_URI_INVALID'],
  ['s3://results/.parley-tmp-1', 'OBJECT_URI_INVALID'],
  ['s3://results/', 'OBJECT_URI_INVALID'],
  ['/etc/passwd', 'OBJECT_URI_INVALID'],
  ['s3://elsewhere/a', 'OBJECT_BUCKET_UNKNOWN'],
])('refuses %s', async (uri, code) => {
  await expect(store().put(uri, 'x')).rejects.toMatchObject({ kind: 'input', code });
  await expect(store().get(uri)).rejects.toMatchObject({ kind: 'input', code });
});

it('never writes outside the folder of its bucket, whatever the key', async () => {
  const seen: string[] = [];
  const watching: FileSystem = {
    ...realFileSystem,
    mkdir: (async (path: string) => void seen.push(path)) as FileSystem['mkdir'],
    readdir: (async () => []) as unknown as FileSystem['readdir'],
    open: (async (path: string) => {
      seen.push(path);
      throw systemError('EIO');
    }) as unknown as FileSystem['open'],
    rm: async () => undefined,
  };
  const part = fc.oneof(fc.string(), fc.constantFrom('..', '.', '', 'a', '~', '\\', '%2e%2e'));
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 6 }), async (parts) => {
      await expect(store(watching).put(`s3://results/${parts.join('/')}`, 'x')).rejects.toMatchObject({
        code: expect.stringMatching(/^(OBJECT_URI_INVALID|FILE_FAILED)$/),
      });
      for (const path of seen.splice(0)) expect(`${resolve(path)}${sep}`.startsWith(`${folder}${sep}`)).toBe(true);
    }),
  );
});

it('says when a key needs a folder where an object stands', async () => {
  await store().put('s3://results/a', 'x');
  await expect(store().put('s3://results/a/b', 'y')).rejects.toMatchObject({ kind: 'input', code: 'OBJECT_KEY_CLASH' });
  expect((await store().get('s3://results/a')).toString()).toBe('x');
});

it.each([
  ['write', () => store().put('s3://results/whole', 'x')],
  ['removal', () => store().remove('s3://results/never-finished')],
])('ignores what a killed process left, and clears it at the next %s; a running process keeps its own', async (_, next) => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  const left = [`.parley-tmp-${dead}-0a1b2c3d-1.csv`, `.parley-tmp-${process.pid}-00000000-1.csv`];
  const running = `.parley-tmp-${process.ppid}-0a1b2c3d-1.csv`;
  for (const name of [...left, running]) writeFileSync(join(folder, name), 'half');

  expect(await store().list('s3://results/')).toEqual([]);
  await next();
  expect(readdirSync(folder).filter((name) => name !== 'whole')).toEqual([running]);
});

it.each(['open', 'write', 'sync', 'rename'] as const)('keeps the old object and leaves nothing else when %s meets a full disk', async (step) => {
  await store().put('s3://results/a.csv', 'old');
  const failing: FileSystem = {
    ...realFileSystem,
    rename: step === 'rename' ? () => Promise.reject(systemError('ENOSPC')) : realFileSystem.rename,
    open: (async (...args: Parameters<FileSystem['open']>) => {
      if (step === 'open') throw systemError('ENOSPC');
      const handle = await realFileSystem.open(...args);
      if (step === 'write') handle.writeFile = () => Promise.reject(systemError('ENOSPC'));
      if (step === 'sync') handle.sync = () => Promise.reject(systemError('ENOSPC'));
      return handle;
    }) as FileSystem['open'],
  };
  await expect(store(failing).put('s3://results/a.csv', 'new')).rejects.toMatchObject({ kind: 'fault', code: 'DISK_FULL' });
  expect(readdirSync(folder)).toEqual(['a.csv']);
  expect((await store().get('s3://results/a.csv')).toString()).toBe('old');
});

it('stores a file that a tool makes whole, or not at all, and passes its error on', async () => {
  const objects = store();
  const made = await objects.putFile('s3://results/deep/part.csv', async (path) => {
    expect(path.endsWith('.csv')).toBe(true);
    writeFileSync(path, 'id\n1\n');
    expect(await objects.exists('s3://results/deep/part.csv')).toBe(false);
    return 7;
  });
  expect(made).toBe(7);
  expect(await objects.withFile('s3://results/deep/part.csv', async (path) => existsSync(path))).toBe(true);

  const failure = Object.assign(new Error('the tool stopped'), { code: 'ITS_OWN_CODE' });
  const making = objects.putFile('s3://results/deep/other.csv', async (path) => {
    writeFileSync(path, 'half');
    throw failure;
  });
  await expect(making).rejects.toBe(failure);
  expect(readdirSync(join(folder, 'deep'))).toEqual(['part.csv']);
});
