import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import type { CampaignResult } from './campaign';

const PEOPLE = 500;
const ROOT = resolve(__dirname, '../../..');

describe('a campaign in a process of its own', () => {
  let folder: string;
  let child: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-kill-'));
    child = join(ROOT, 'node_modules/.cache/parley-test', `kill-child-${process.pid}.cjs`); // where it finds DuckDB
    await build({
      entryPoints: [join(__dirname, 'testing/kill-child.ts')],
      outfile: child,
      bundle: true,
      platform: 'node',
      external: ['@duckdb/node-api'],
      tsconfig: join(ROOT, 'tsconfig.base.json'),
    });
  });

  afterAll(() => rm(child, { force: true }));

  it('killed with SIGKILL and restarted until it is done, sends each message exactly once and counts as if never killed', async () => {
    const unbroken = await runOnce(child, join(folder, 'unbroken'));
    const broken = join(folder, 'broken');
    let kills = 0;
    let result: CampaignResult | undefined;
    while (result === undefined) {
      // Steps alternate `sending` and `sent`: odd ones die with a batch half out, even ones before it is settled.
      result = await runOnce(child, broken, { step: 1 + (kills % 6), milliseconds: kills % 4 });
      if (result === undefined) kills += 1;
    }
    expect(kills).toBeGreaterThanOrEqual(5);
    expect(result).toEqual(unbroken);
    expect(result).toMatchObject({ sent: PEOPLE, unknown: 0, failed: 0 });
    expect(await addressees(broken)).toEqual(await addressees(join(folder, 'unbroken')));
    expect(new Set(await addressees(broken)).size).toBe(PEOPLE);
  });

  it('stops with a clear error when its ledger can grow no further, and sends the rest once when it can', async () => {
    const full = join(folder, 'full');
    // A limit of 20 KiB a file: room for messages, the lock and the first batches of the ledger.
    const stopped = spawnSync('sh', ['-c', 'ulimit -f 40; exec "$@"', 'sh', process.execPath, child, full, String(PEOPLE)], { encoding: 'utf8' });
    expect(stopped.status).toBe(1);
    expect(stopped.stderr).toContain('ledger.jsonl: the file may grow no further (EFBIG)');
    const sentBefore = (await addressees(full)).length;
    expect(sentBefore).toBeGreaterThan(0);
    expect(sentBefore).toBeLessThan(PEOPLE);
    expect(await runOnce(child, full)).toMatchObject({ sent: PEOPLE, unknown: 0 });
    expect(new Set(await addressees(full)).size).toBe(PEOPLE);
    expect(await addressees(full)).toHaveLength(PEOPLE);
  });
});

/** The campaign's result, or undefined if it was killed: some milliseconds after it said its n-th step. */
async function runOnce(script: string, folder: string, kill?: { step: number; milliseconds: number }): Promise<CampaignResult | undefined> {
  const child = spawn(process.execPath, [script, folder, String(PEOPLE)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const said: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    said.push(line);
    if (said.length === kill?.step) setTimeout(() => child.kill('SIGKILL'), kill.milliseconds);
  });
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  if (signal === 'SIGKILL') return undefined;
  if (code !== 0) throw new Error(`the campaign failed with exit code ${code}`);
  return JSON.parse(said.at(-1) ?? '') as CampaignResult;
}

async function addressees(folder: string): Promise<string[]> {
  const outbox = join(folder, 'outbox');
  const mails = await Promise.all((await readdir(outbox)).map((file) => readFile(join(outbox, file), 'utf8')));
  return mails.map((mail) => /^To: (.*)$/m.exec(mail)?.[1]?.trim() ?? 'nobody').sort();
}
