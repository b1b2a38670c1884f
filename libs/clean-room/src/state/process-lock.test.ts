import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeLock } from './process-lock';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-lock-'));
  file = join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('is one process’s at a time, this one included, until it lets go', async () => {
  const lock = await takeLock(file);
  await expect(takeLock(file)).rejects.toMatchObject({ kind: 'input', code: 'CLEAN_ROOM_IN_USE' });
  await lock.release();
  await (await takeLock(file)).release();
  expect(readdirSync(folder)).toEqual([]);
});

it('goes to one of many who want it at once, also from a process that is gone', async () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  writeFileSync(file, JSON.stringify({ pid }));
  const taken = await Promise.allSettled(Array.from({ length: 8 }, () => takeLock(file)));
  expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid });
  expect(readdirSync(folder)).toEqual(['lock']);
});

it('is taken from a process id that now belongs to another process, where the system tells', async () => {
  writeFileSync(file, JSON.stringify({ pid: process.ppid, started: '1' }));
  if (process.platform === 'linux') await (await takeLock(file)).release();
  else await expect(takeLock(file)).rejects.toMatchObject({ code: 'CLEAN_ROOM_IN_USE' });
});
