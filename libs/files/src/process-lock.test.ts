import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fault } from '@parley/errors';
import { build } from 'esbuild';
import { takeLock } from './process-lock';

const WORKSPACE = resolve(__dirname, '../../..');
const child = join(WORKSPACE, 'node_modules/.cache/parley-test', `lock-child-${process.pid}.cjs`); // where it finds DuckDB
const inUse = (holder: number | undefined) => fault('BUSY', { message: `held by ${holder}` });

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'parley-lock-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('goes to one of many in this process, until it lets go', async () => {
  const file = join(folder, 'new', 'lock.duckdb');
  for (let round = 0; round < 2; round += 1) {
    const taken = await Promise.allSettled(Array.from({ length: 8 }, () => takeLock(file, inUse)));
    const got = taken.filter((each) => each.status === 'fulfilled');
    const refused = taken.filter((each) => each.status === 'rejected');
    expect(got).toHaveLength(1);
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'BUSY', message: `held by ${process.pid}` });
    got[0]!.value.release();
  }
  expect(readdirSync(join(folder, 'new'))).toEqual(['lock.duckdb']);
});

const start = (times: number): ChildProcess =>
  spawn(process.execPath, [child, join(folder, 'lock.duckdb'), String(times), join(folder, 'log')], { stdio: ['ignore', 'ignore', 'inherit'] });

describe('between processes', () => {
  beforeAll(async () => {
    await build({
      entryPoints: [join(__dirname, 'testing/lock-child.ts')],
      outfile: child,
      bundle: true,
      platform: 'node',
      external: ['@duckdb/node-api'],
      tsconfig: join(WORKSPACE, 'tsconfig.base.json'),
      logLevel: 'silent',
    });
  });
  afterAll(() => rmSync(child, { force: true }));

  it('is held by one at a time, whoever is killed, and is free once all have ended', async () => {
    const steady = [start(15), start(15)];
    const doomed = [start(1e9), start(1e9)];
    // One that dies before it first has the lock may have died making the lock's file.
    for (const [index, victim] of doomed.entries()) {
      await until(() => !victim.exitCode && existsSync(join(folder, 'log')));
      setTimeout(() => victim.kill('SIGKILL'), 150 * (index + 1));
    }
    const exits = await Promise.all([...steady, ...doomed].map((each) => once(each, 'close')));
    expect(exits.map(([code, signal]) => (code as number | null) ?? (signal as string))).toEqual([0, 0, 'SIGKILL', 'SIGKILL']);
    expect(overlaps(readFileSync(join(folder, 'log'), 'utf8'), doomed.map(({ pid }) => `${pid}`))).toEqual([]);
    (await takeLock(join(folder, 'lock.duckdb'), inUse)).release();
  });
});

/** Where the log says that a process had the lock while another, not one that was killed, still did. */
function overlaps(log: string, killed: readonly string[]): string[] {
  const found: string[] = [];
  let holder: string | undefined;
  for (const line of log.trimEnd().split('\n')) {
    const [sign, pid] = [line[0], line.slice(1)];
    if (sign === '+' && holder !== undefined && !killed.includes(holder)) found.push(`${pid} while ${holder}`);
    if (sign === '-' && holder !== pid) found.push(`${pid} let go what ${holder} had`);
    holder = sign === '+' ? pid : undefined;
  }
  return found;
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}
