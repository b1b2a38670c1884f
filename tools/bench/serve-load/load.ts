import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { generator } from '../partner-worth/random';
import { startServer, stopServer } from '../serve/start-server';
import { Model } from '../serve-kill/model';
import { type Driver, operate } from '../serve-kill/operate';
import { accountFlags, client, OWNER, PARTNER, setUp, writeTable } from '../serve-kill/scene';
import { look } from './look';

const text = { type: 'string' } as const;
const { values: flags } = parseArgs({
  options: { server: text, 'query-process': text, json: { type: 'boolean' }, clients: { ...text, default: '8' }, seconds: { ...text, default: '60' }, seed: { ...text, default: '7' } },
});
/** Of all calls; the rest write, a fifth of them start a query. */
const READS = 0.6;
const folder = mkdtempSync(join(tmpdir(), 'parley-bench-load-'));
const argv = [flags.server ?? '', '--query-process', flags['query-process'] ?? '', '--data', folder, '--state', join(folder, 'state'), '--port', '0', ...accountFlags];

interface Latencies {
  reads: number[];
  writes: number[];
}

async function main(): Promise<void> {
  writeTable(folder);
  const server = await startServer(argv);
  const scene = await setUp(server.port);
  const random = generator(Number(flags.seed));
  const [model, took]: [Model, Latencies] = [new Model(), { reads: [], writes: [] }];
  let texts = 0;
  const until = performance.now() + Number(flags.seconds) * 1000;
  const worker = async (): Promise<void> => {
    const driver: Driver = { owner: client(OWNER, server.port), partner: client(PARTNER, server.port), scene, model, random, fresh: () => `text ${(texts += 1)}`, awaited: 0 };
    while (performance.now() < until) {
      const reads = random() < READS;
      const begun = performance.now();
      await (reads ? look(driver) : operate(driver)); // any error ends the bench
      took[reads ? 'reads' : 'writes'].push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: Number(flags.clients) }, worker));
  await stopServer(server);
  print({ clients: Number(flags.clients), seconds: Number(flags.seconds), tables: model.tables.size, queries: model.queries.size, reads: summary(took.reads), writes: summary(took.writes) });
}

interface Summary {
  calls: number;
  /** Milliseconds. */
  p50: number;
  p95: number;
}

function summary(milliseconds: number[]): Summary {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const at = (share: number): number => Math.round((sorted[Math.floor(share * sorted.length)] ?? Number.NaN) * 10) / 10;
  return { calls: sorted.length, p50: at(0.5), p95: at(0.95) };
}

function print(result: { clients: number; seconds: number; tables: number; queries: number; reads: Summary; writes: Summary }): void {
  if (flags.json) return void process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  console.log(`${result.clients} clients, ${result.seconds} s, ${result.tables} tables made, ${result.queries} queries started, no error`);
  for (const kind of ['reads', 'writes'] as const) console.log(`${kind.padEnd(7)} ${result[kind].calls} calls, p50 ${result[kind].p50} ms, p95 ${result[kind].p95} ms`);
}

void main()
  .finally(() => rmSync(folder, { recursive: true, force: true }))
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  });
