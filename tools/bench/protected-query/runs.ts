import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_LIMITS, type QueryLimits } from '@parley/clean-room';
import { runQueryProcess } from '../../../libs/clean-room/src/query-process/run-query-process';
import { allowedVerdict, typeOf } from './collaboration';

export interface Programs {
  /** The clean room's query process, as shipped. */
  queryProcess: string;
  bareChild: string;
}

/** One run of one query in a process of its own, start to end. */
export interface Run {
  wallSeconds: number;
  cpuSeconds: number;
  peakRssMb: number;
  /** The result's lines without the header, sorted. */
  lines: string[];
}

export type Files = Readonly<Record<string, string>>;
export type Limits = Pick<QueryLimits, 'memoryMb' | 'threads'>;

/** The part of its memory that the clean room gives to the query; the rest is its writer's. */
const QUERY_SHARE = 0.75;

/** The query through the clean room's own process: what a verdict allows, over the columns it reads. */
export async function runProtected({ queryProcess }: Programs, files: Files, use: Limits): Promise<Run> {
  const { executableSql, output, reads } = await allowedVerdict();
  const tables = reads.map(({ table, columns }) => ({
    name: table,
    format: 'parquet' as const,
    files: [{ path: files[table] ?? '', partition: {} }],
    columns: columns.map((name) => ({ name, type: typeOf(table, name), partitionKey: false })),
  }));
  const limits = { ...DEFAULT_LIMITS, ...use };
  return inFolder(async (folder) => {
    const resultPath = join(folder, 'result.csv');
    const job = { sql: executableSql, outputColumns: output.length, tables, limits, resultPath, format: 'CSV' as const };
    const { usage } = await runQueryProcess(job, { entry: queryProcess, scratch: folder, signal: new AbortController().signal });
    return { ...usage, resultPath };
  });
}

/** A text of our own in the bare child, over the same columns. */
export async function runBare({ bareChild }: Programs, files: Files, use: Limits, sql: string): Promise<Run> {
  const { reads } = await allowedVerdict();
  const tables = Object.fromEntries(reads.map(({ table, columns }) => [table, `SELECT ${columns.join(', ')} FROM read_parquet('${files[table]}')`]));
  const memoryMb = Math.floor(use.memoryMb * QUERY_SHARE);
  return inFolder(async (folder) => {
    const job = { tables, sql, resultPath: join(folder, 'result.csv'), memoryMb, spillMb: DEFAULT_LIMITS.spillMb, threads: use.threads };
    const child = spawn(process.execPath, [bareChild, JSON.stringify(job)], { cwd: folder, env: {}, stdio: ['ignore', 'pipe', 'inherit'] });
    const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
    if (code !== 0) throw new Error(`the bare child ended with code ${code}`);
    return { ...(JSON.parse(said) as Pick<Run, 'cpuSeconds' | 'peakRssMb'>), resultPath: job.resultPath };
  });
}

type Measured = Pick<Run, 'cpuSeconds' | 'peakRssMb'> & { resultPath: string };

async function inFolder(work: (folder: string) => Promise<Measured>): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'));
  try {
    const started = performance.now();
    const { cpuSeconds, peakRssMb, resultPath } = await work(folder);
    const wallSeconds = (performance.now() - started) / 1000;
    const lines = readFileSync(resultPath, 'utf8').trimEnd().split('\n').slice(1).sort();
    return { wallSeconds, cpuSeconds, peakRssMb, lines };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
