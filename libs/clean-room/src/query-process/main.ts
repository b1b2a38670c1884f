/**
 * The query process: one process a query. It reads a job from stdin, loads the columns the query may see, locks the
 * engine, runs the query, writes the result and answers on stdout. It starts with an empty environment in a folder of
 * its own, and ends when stdin does: a query never outlives the clean room that started it.
 */
import { createInterface } from 'node:readline';
import { lockDown, openQueryEngine } from './engine';
import type { QueryAnswer, QueryJob, QueryUsage } from './job';
import { loadTable } from './load-table';
import { asFailure, during } from './query-failure';
import { withTotalOrder } from './total-order';
import { writeResult } from './write-result';

const input = createInterface({ input: process.stdin });
input.once('line', (line) => {
  void answer(JSON.parse(line) as QueryJob).then((said) => process.stdout.write(`${JSON.stringify(said)}\n`, () => process.exit(0)));
});
input.once('close', () => process.exit(1));

async function answer(job: QueryJob): Promise<QueryAnswer> {
  try {
    return { outcome: 'done', rows: await runQuery(job), usage: usage() };
  } catch (error) {
    const { code, detail } = asFailure(error);
    return { outcome: 'failed', code, detail };
  }
}

async function runQuery(job: QueryJob): Promise<number> {
  const engine = await openQueryEngine(job.limits);
  for (const table of job.tables) await during('load', () => loadTable(engine, table));
  await lockDown(engine);
  const result = await during('run', async () => engine.stream(await withTotalOrder(engine, job.sql, job.outputColumns)));
  return writeResult(result, job);
}

function usage(): QueryUsage {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  return { peakRssMb: Math.round(maxRSS / 1024), cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 };
}
