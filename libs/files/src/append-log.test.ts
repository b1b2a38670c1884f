import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { AppendLog } from './append-log';
import { type FileSystem, realFileSystem } from './file-system';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-log-'));
  path = join(folder, 'new', 'log.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function open(fs?: FileSystem): Promise<{ log: AppendLog; lines: string[] }> {
  const lines: string[] = [];
  const log = await AppendLog.open(path, (line, number) => expect(lines.push(line)).toBe(number), fs);
  return { log, lines };
}

async function linesNow(): Promise<string[]> {
  const { log, lines } = await open();
  await log.close();
  return lines;
}

/** The real file system, whose opened files `change` may spoil. */
function withHandles(change: (handle: FileHandle) => void): FileSystem {
  const opened = async (...args: Parameters<FileSystem['open']>) => {
    const handle = await realFileSystem.open(...args);
    change(handle);
    return handle;
  };
  return { ...realFileSystem, open: opened };
}

const noSpace = (): Promise<never> => Promise.reject(Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', syscall: 'write' }));

it('keeps every acknowledged line, wherever a crash cuts the file, and goes on after it', async () => {
  const text = fc.string({ unit: 'grapheme' }).map((line) => JSON.stringify(line));
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 6 }), fc.nat(), async (lines, cut) => {
      rmSync(join(folder, 'new'), { recursive: true, force: true });
      const { log } = await open();
      for (const line of lines) await log.append(line);
      await log.close();
      const bytes = readFileSync(path);
      const size = cut % (bytes.length + 1);
      truncateSync(path, size);
      const whole = bytes.subarray(0, size).toString().split('\n').length - 1;
      const next = await open();
      expect(next.lines).toEqual(lines.slice(0, whole));
      await next.log.append('"next"', '"and next"');
      await next.log.close();
      expect(await linesNow()).toEqual([...lines.slice(0, whole), '"next"', '"and next"']);
    }),
    { numRuns: 60 },
  );
});

it('sets a line that was cut short aside', async () => {
  const { log } = await open();
  await log.append('one');
  await log.close();
  appendFileSync(path, 'tw');
  expect(await linesNow()).toEqual(['one']);
  expect(readFileSync(`${path}.torn`, 'utf8')).toBe('tw\n');
});

it('reads lines longer than what is read at a time', async () => {
  const { log } = await open();
  const long = ['ä'.repeat(100_000), 'b', 'c'.repeat(70_000)];
  await log.append(...long);
  await log.close();
  expect(await linesNow()).toEqual(long);
});

it('leaves no part of a line that met a full disk, even if only the next append can remove it', async () => {
  let full = false;
  let stuck = false;
  const { log } = await open(
    withHandles((handle) => {
      const { appendFile, truncate } = handle;
      handle.appendFile = async (data) => appendFile.call(handle, full ? String(data).slice(0, 3) : data).then(() => (full ? noSpace() : undefined));
      handle.truncate = (size) => (stuck ? noSpace() : truncate.call(handle, size));
    }),
  );
  await log.append('one');
  full = true;
  await expect(log.append('two is lost')).rejects.toMatchObject({ kind: 'fault', code: 'DISK_FULL', problems: [{ file: path }] });
  expect(readFileSync(path, 'utf8')).toBe('one\n');
  stuck = true;
  await expect(log.append('three is lost')).rejects.toMatchObject({ code: 'DISK_FULL' });
  expect(readFileSync(path, 'utf8')).toBe('one\nthr');
  full = stuck = false;
  await log.append('four');
  await log.close();
  expect(await linesNow()).toEqual(['one', 'four']);
});

it('changes nothing in a file whose lines its reader refuses', async () => {
  const { log } = await open();
  await log.close();
  writeFileSync(path, 'noise\nhal');
  const refuse = AppendLog.open(path, () => {
    throw new Error('no record');
  });
  await expect(refuse).rejects.toThrow('no record');
  expect(readFileSync(path, 'utf8')).toBe('noise\nhal');
  expect(readdirSync(join(folder, 'new'))).toEqual(['log.jsonl']);
});
