import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { QueryAnswer, QueryJob, QueryUsage } from './job';
import { QueryFailure } from './query-failure';

export interface QueryDone {
  rows: number;
  usage: QueryUsage;
}

export interface RunOptions {
  /** The built `query-process.mjs`. */
  entry: string;
  /** Folder for the process's own files, removed at the end. */
  scratch: string;
  /** Cancels the query. */
  signal: AbortSignal;
}

/** More than this of stderr is of no use in a log. */
const MAX_STDERR = 64 * 1024;

/**
 * Runs one query in a process of its own and waits for its end. It is killed when its time is up or when it is
 * cancelled. The process gets no environment variable: what the parent's hold, such as credentials, stays out.
 *
 * Throws QueryFailure; its codes are in query-error-codes.ts.
 */
export async function runQueryProcess(job: QueryJob, { entry, scratch, signal }: RunOptions): Promise<QueryDone> {
  await mkdir(scratch, { recursive: true });
  const folder = await mkdtemp(join(scratch, 'query-'));
  try {
    if (signal.aborted) throw new QueryFailure('QUERY_CANCELLED', 'before it started');
    const child = spawn(process.execPath, [entry], { cwd: folder, env: {}, stdio: ['pipe', 'pipe', 'pipe'] });
    return await supervise(child, job, signal);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function supervise(child: ChildProcess, job: QueryJob, signal: AbortSignal): Promise<QueryDone> {
  let killedFor: 'QUERY_TIMED_OUT' | 'QUERY_CANCELLED' | undefined;
  const kill = (reason: typeof killedFor) => {
    killedFor ??= reason;
    child.kill('SIGKILL');
  };
  const cancel = () => kill('QUERY_CANCELLED');
  const timer = setTimeout(() => kill('QUERY_TIMED_OUT'), job.limits.wallSeconds * 1000);
  signal.addEventListener('abort', cancel);
  try {
    const spoken = collect(child);
    child.stdin?.on('error', () => undefined); // a child that died early shows in its exit
    // The line stays open: when this process dies, the child sees its end and dies too.
    child.stdin?.write(`${JSON.stringify(job)}\n`);
    const { stdout, stderr, exit } = await spoken;
    const answer = readAnswer(stdout);
    // An answer given just before the kill counts: the result file is whole.
    if (!answer) throw new QueryFailure(killedFor ?? 'QUERY_PROCESS_LOST', `${exit}\n${stderr}`.trim());
    if (answer.outcome === 'failed') throw new QueryFailure(answer.code, answer.detail);
    return { rows: answer.rows, usage: answer.usage };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
  }
}

interface Spoken {
  stdout: string;
  stderr: string;
  exit: string;
}

function collect(child: ChildProcess): Promise<Spoken> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr = (stderr + text).slice(-MAX_STDERR)));
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ stdout: '', stderr, exit: error.message }));
    child.once('close', (code, killedBy) => resolve({ stdout, stderr, exit: `ended with ${killedBy ?? `code ${code}`}` }));
  });
}

function readAnswer(stdout: string): QueryAnswer | undefined {
  return stdout.endsWith('\n') ? (JSON.parse(stdout) as QueryAnswer) : undefined;
}
