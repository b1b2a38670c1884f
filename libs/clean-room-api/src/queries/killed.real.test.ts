import { verifyAudit } from '@parley/clean-room';
import { buildSync } from 'esbuild';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { buildEntry } from '../../../clean-room/src/testing/build-entry';
import { openQueryHost } from './testing/query-host';
import { MEMBERSHIP, Q, writeTables } from './testing/scenario';

const WORKSPACE = resolve(__dirname, '../../../..');
const KILLS = 3;

let folder: string;
let entry: string;
let program: string;

beforeAll(() => {
  entry = buildEntry('query-process');
  program = join(WORKSPACE, `node_modules/.cache/parley-test/killed-query-host-${process.pid}.mjs`);
  buildSync({
    entryPoints: [resolve(__dirname, 'testing/killed-host.ts')],
    outfile: program,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    tsconfig: join(WORKSPACE, 'tsconfig.base.json'),
    logLevel: 'silent',
  });
  folder = mkdtempSync(join(tmpdir(), 'parley-killed-'));
  mkdirSync(join(folder, 'data'));
  writeTables(join(folder, 'data'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(program);
});

/** Runs a host until it has acknowledged some queries and a moment more has passed; gives the queries it acknowledged. */
async function killedAfter(queries: number, milliseconds: number): Promise<string[]> {
  const child = spawn(process.execPath, [program, folder, entry], { stdio: ['ignore', 'pipe', 'inherit'] });
  const acknowledged: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    if (line !== 'ready') acknowledged.push(line);
    if (acknowledged.length === queries) {
      await pause(milliseconds);
      child.kill('SIGKILL');
    }
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return acknowledged;
}

it('settles every acknowledged query once: whole results or none, told of and audited', async () => {
  const acknowledged: string[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) acknowledged.push(...(await killedAfter(1 + kill, kill * 90)));
  expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS);

  const host = await openQueryHost(folder, entry);
  const { protectedQueries } = await host.call('ListProtectedQueries', Q, { membershipIdentifier: MEMBERSHIP[Q], maxResults: 100 });
  await host.close();
  const queries = protectedQueries as { id: string; status: string }[];
  expect(queries.map(({ id }) => id)).toEqual(expect.arrayContaining(acknowledged));

  const whole: Record<string, number> = {};
  const results = join(folder, 'data/s3/results-of-q');
  for (const { id, status } of queries) {
    const files = existsSync(join(results, id)) ? readdirSync(join(results, id)) : [];
    expect({ id, status, files }).toEqual(status === 'SUCCESS' ? { id, status, files: ['part-0.csv'] } : { id, status: 'FAILED', files: [] });
    if (status === 'SUCCESS') expect(readFileSync(join(results, id, 'part-0.csv'), 'utf8').trim().split('\n')).toHaveLength(7);
    whole[status] = (whole[status] ?? 0) + 1;
  }
  expect(whole.FAILED).toBeGreaterThan(0); // the kills hit queries

  const events = lines('events.jsonl').map((event) => `${event.detail.protectedQueryId} ${event.detail.status}`);
  expect(new Set(events).size).toBe(events.length);
  expect(events).toEqual(expect.arrayContaining(queries.flatMap(({ id, status }) => [`${id} SUBMITTED`, `${id} ${status}`])));

  const audited = lines('audit.jsonl').map(({ entry: { kind, queryId } }) => `${kind} ${queryId}`);
  expect(new Set(audited).size).toBe(audited.length);
  expect(audited).toEqual(expect.arrayContaining(queries.flatMap(({ id }) => [`submission ${id}`, `termination ${id}`])));
  expect(await verifyAudit(join(folder, 'state/audit.jsonl'))).toMatchObject({ intact: true });
}, 180_000);

const lines = (name: string) => readFileSync(join(folder, 'state', name), 'utf8').trim().split('\n').map((line) => JSON.parse(line));
