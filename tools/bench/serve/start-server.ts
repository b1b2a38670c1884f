import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

export interface Started {
  port: number;
  /** Spawn to `listening on`. */
  wallSeconds: number;
  /** Of the process, until it listened. */
  cpuSeconds: number;
  child: ChildProcess;
}

const TICKS_PER_SECOND = 100;
const up = new Set<ChildProcess>();
process.once('exit', () => up.forEach((child) => child.kill('SIGKILL'))); // a bench that fails leaves no server

/** Starts a server that says `listening on http://127.0.0.1:PORT`. */
export async function startServer(argv: readonly string[]): Promise<Started> {
  const begun = performance.now();
  const child = spawn(process.execPath, [...argv], { stdio: ['ignore', 'pipe', 'inherit'] });
  up.add(child);
  child.once('exit', () => up.delete(child));
  const port = await new Promise<number>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /listening on http:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1];
      if (found !== undefined) resolve(Number(found));
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return { port, wallSeconds: (performance.now() - begun) / 1000, cpuSeconds: cpuSecondsOf(child), child };
}

/** Resident memory of a server left alone for a moment, in MB. */
export async function idleMb({ child }: Started): Promise<number> {
  await pause(1500);
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}

export async function stopServer({ child }: Started): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}

/** User and system time of a running process: fields 14 and 15 of its stat line, counted after the name in brackets. */
function cpuSecondsOf({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}
