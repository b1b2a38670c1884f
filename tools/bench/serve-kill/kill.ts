import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { generator } from '../partner-worth/random';
import { startServer, stopServer } from '../serve/start-server';
import { type Found, inspect } from './inspect';
import { Model } from './model';
import { type Driver, operate } from './operate';
import { accountFlags, client, OWNER, PARTNER, setUp, writeTable } from './scene';

const text = { type: 'string' } as const;
const { values: flags } = parseArgs({
  options: { server: text, 'query-process': text, json: { type: 'boolean' }, kills: { ...text, default: '50' }, operations: { ...text, default: '200' }, seed: { ...text, default: '7' } },
});
const AT_ONCE = 4;
const folder = mkdtempSync(join(tmpdir(), 'parley-bench-kill-'));
const argv = [flags.server ?? '', '--query-process', flags['query-process'] ?? '', '--data', folder, '--state', join(folder, 'state'), '--port', '0', ...accountFlags];

async function main(): Promise<void> {
  writeTable(folder);
  const first = await startServer(argv);
  const scene = await setUp(first.port);
  await stopServer(first);
  const model = new Model();
  const random = generator(Number(flags.seed));
  let texts = 0;
  const driver = (port: number): Driver => ({ owner: client(OWNER, port), partner: client(PARTNER, port), scene, model, random, fresh: () => `text ${(texts += 1)}`, awaited: 0.5 });

  const wrong: string[] = [];
  let [acknowledged, queries]: [number, Found['queries']] = [0, {}];
  for (let kill = 1; kill <= Number(flags.kills); kill += 1) {
    acknowledged += await killedRound(driver);
    const reopened = await startServer(argv);
    const found = await inspect(driver(reopened.port), folder);
    await stopServer(reopened);
    queries = found.queries;
    wrong.push(...found.wrong.map((one) => `kill ${kill}: ${one}`));
    process.stderr.write(`kill ${kill}: ${found.tables} tables, queries ${JSON.stringify(found.queries)}, ${found.wrong.length} wrong\n`);
  }
  const result = { kills: Number(flags.kills), acknowledged, queries, wrong };
  process.stdout.write(flags.json ? `${JSON.stringify(result, null, 2)}\n` : `${result.kills} kills among ${acknowledged} acknowledged operations, queries ${JSON.stringify(queries)}: ${wrong.length} wrong\n${wrong.join('\n')}\n`);
  if (wrong.length > 0) process.exitCode = 1;
}

/** Random operations, several at once, until the server is killed among them; gives how many were acknowledged. */
async function killedRound(driver: (port: number) => Driver): Promise<number> {
  const { port, child } = await startServer(argv);
  const gone = once(child, 'exit');
  const one = driver(port);
  const dies = Math.floor(one.random() * Number(flags.operations));
  let [done, killed] = [0, false];
  const worker = async (): Promise<void> => {
    while (!killed && done < Number(flags.operations)) {
      try {
        await operate(one);
      } catch (error) {
        if (!killed) throw error;
        return;
      }
      done += 1;
      if (done >= dies && !killed) {
        killed = true;
        setTimeout(() => child.kill('SIGKILL'), one.random() * 20); // others are under way
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  child.kill('SIGKILL');
  await gone;
  return done;
}

void main()
  .finally(() => rmSync(folder, { recursive: true, force: true }))
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1); // a server may still be up, and would keep this process: it goes with it
  });
