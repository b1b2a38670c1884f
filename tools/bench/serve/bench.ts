import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fuzz } from './fuzz';
import { hostileRequests } from './hostile-requests';
import { idleMb, startServer, stopServer } from './start-server';

const text = { type: 'string' } as const;
const { values: flags } = parseArgs({
  options: {
    server: text, 'query-process': text, bare: text, json: { type: 'boolean' },
    rounds: { ...text, default: '7' }, requests: { ...text, default: '50000' }, seed: { ...text, default: '7' },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'parley-bench-serve-'));
const ours = [flags.server ?? '', '--query-process', flags['query-process'] ?? '', '--data', folder, '--port', '0', '--account', '111111111111:bench-secret'];
const entrants = { bare: [flags.bare ?? ''], parley: ours };
type Name = keyof typeof entrants;

interface Measured {
  wallSeconds: number;
  cpuSeconds: number;
  idleMb: number;
}

async function main(): Promise<void> {
  const runs: Record<Name, Measured[]> = { bare: [], parley: [] };
  for (let round = 0; round < Number(flags.rounds); round += 1) {
    const names: Name[] = round % 2 === 0 ? ['bare', 'parley'] : ['parley', 'bare'];
    for (const name of names) runs[name].push(await measure(entrants[name]));
    process.stderr.write(`round ${round + 1} of ${flags.rounds}\n`);
  }
  const start = { bare: middle(runs.bare), parley: middle(runs.parley) };
  const ratio = { wall: start.parley.wallSeconds / start.bare.wallSeconds, cpu: start.parley.cpuSeconds / start.bare.cpuSeconds, idle: start.parley.idleMb / start.bare.idleMb };
  const answers = await fuzzed(Number(flags.requests), Number(flags.seed));
  const faults = Object.entries(answers).filter(([status]) => status.startsWith('5'));
  print({ start, ratio, answers });
  if (faults.length > 0) process.exitCode = 1;
}

async function measure(argv: readonly string[]): Promise<Measured> {
  const started = await startServer(argv);
  const { wallSeconds, cpuSeconds } = started;
  const memory = await idleMb(started);
  await stopServer(started);
  return { wallSeconds, cpuSeconds, idleMb: memory };
}

async function fuzzed(count: number, seed: number): Promise<Record<string, number>> {
  const started = await startServer(ours);
  const answers = await fuzz(started.port, hostileRequests(count, seed), (done) => {
    if (done % 10_000 === 0) process.stderr.write(`${done} requests\n`);
  });
  const health = await fetch(`http://127.0.0.1:${started.port}/_parley/health`);
  if (!health.ok) throw new Error('the server is up and not well');
  await stopServer(started);
  return answers;
}

function middle(runs: readonly Measured[]): Measured {
  const of = (key: keyof Measured): number => runs.map((run) => run[key]).toSorted((a, b) => a - b)[runs.length >> 1] ?? Number.NaN;
  return { wallSeconds: of('wallSeconds'), cpuSeconds: of('cpuSeconds'), idleMb: of('idleMb') };
}

function print(result: { start: Record<Name, Measured>; ratio: Record<string, number>; answers: Record<string, number> }): void {
  if (flags.json) return void process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  for (const [name, { wallSeconds, cpuSeconds, idleMb: memory }] of Object.entries(result.start)) {
    console.log(`${name.padEnd(8)} ready after ${wallSeconds.toFixed(2)} s (${cpuSeconds.toFixed(2)} s of CPU), idle ${memory.toFixed(0)} MB`);
  }
  console.log(`parley to bare: ${Object.entries(result.ratio).map(([name, ratio]) => `${name} ${ratio.toFixed(2)}`).join(', ')} (aim 1.5)`);
  console.log(`answers to hostile requests: ${JSON.stringify(result.answers)}; the server is up and well`);
}

void main().finally(() => rmSync(folder, { recursive: true, force: true }));
