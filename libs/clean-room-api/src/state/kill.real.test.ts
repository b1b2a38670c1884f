import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { State } from './state';

const ROOT = resolve(__dirname, '../../../..');
const KILLS = 15;

let folder: string;
let child: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-state-kill-'));
  child = join(ROOT, 'node_modules/.cache/parley-test', `write-changes-${process.pid}.cjs`); // where it finds DuckDB
  await build({
    entryPoints: [join(__dirname, 'testing/write-changes.ts')],
    outfile: child,
    bundle: true,
    platform: 'node',
    external: ['@duckdb/node-api'],
    tsconfig: join(ROOT, 'tsconfig.base.json'),
  });
});
afterAll(async () => {
  await rm(child, { force: true });
  await rm(folder, { recursive: true, force: true });
});

it('killed with SIGKILL at any moment, has every acknowledged change, and no change by half', async () => {
  const acknowledged: number[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    acknowledged.push(...(await writeUntilKilled(Math.max(0, ...acknowledged) + 10, kill * 3)));
    const state = await State.open(folder);
    const held = new Map(state.entries('tags'));
    await state.close();
    const lost = acknowledged.filter((number) => !held.has(`left ${number}`) && !isRemoved(number, held));
    expect(lost).toEqual([]);
    const half = [...held.keys()].filter((key) => !held.has(key.startsWith('left') ? key.replace('left', 'right') : key.replace('right', 'left')));
    expect(half).toEqual([]);
  }
  expect(acknowledged.length).toBeGreaterThan(KILLS);
}, 120_000);

/** The next number, where it is a third, took this one away with its own change. */
function isRemoved(number: number, held: ReadonlyMap<string, unknown>): boolean {
  return (number + 1) % 3 === 0 && held.has(`left ${number + 1}`);
}

/** The numbers acknowledged before the kill, some milliseconds after the first. */
async function writeUntilKilled(first: number, milliseconds: number): Promise<number[]> {
  const process = spawn(globalThis.process.execPath, [child, folder, String(first)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const numbers: number[] = [];
  let opened = false;
  const exit = once(process, 'exit');
  for await (const line of createInterface({ input: process.stdout })) {
    if (line !== 'open') numbers.push(Number(line));
    if (!opened) setTimeout(() => process.kill('SIGKILL'), milliseconds);
    opened = true;
  }
  await exit;
  return numbers;
}
