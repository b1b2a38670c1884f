import { statfs } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, availableParallelism, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';

export interface MachineFact {
  name: 'node' | 'system' | 'cores' | 'memory' | 'disk' | 'duckdb';
  /** False: Parley does not run, or not well. */
  good: boolean;
  /** What was found, with units. */
  found: string;
  /** What to do where it is not good. */
  get?: string;
}

const GIB = 1024 ** 3;
const MIN_NODE: readonly [number, number] = [20, 12];
/** A rehearsal of 20,000 customers peaks near 300 MB; the query process may take as much again. */
const MIN_MEMORY_GIB = 2;
/** Packages, run folder and spill. */
const MIN_DISK_GIB = 2;

/** What Parley itself needs of this machine: each fact is read, none assumed. `home`: the workspace's root. `folder`: where runs are written. */
export async function machineFacts(home: string, folder: string): Promise<MachineFact[]> {
  const memory = totalmem() / GIB;
  const { bavail, bsize } = await statfs(folder);
  const disk = (bavail * bsize) / GIB;
  return [
    nodeFact(process.versions.node),
    systemFact(),
    { name: 'cores', good: true, found: String(availableParallelism()) },
    { name: 'memory', good: memory >= MIN_MEMORY_GIB, found: `${memory.toFixed(1)} GiB`, get: `a machine with ${MIN_MEMORY_GIB} GiB or more` },
    { name: 'disk', good: disk >= MIN_DISK_GIB, found: `${disk.toFixed(1)} GiB free`, get: `free ${MIN_DISK_GIB} GiB, or run in another folder` },
    duckdbFact(home),
  ];
}

/** Exported for its test: the version is the argument. */
export function nodeFact(version: string): MachineFact {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const good = major > MIN_NODE[0] || (major === MIN_NODE[0] && minor >= MIN_NODE[1]);
  return { name: 'node', good, found: `Node ${version}`, get: `install Node ${MIN_NODE.join('.')} or newer` };
}

function systemFact(): MachineFact {
  const good = platform() === 'linux';
  return { name: 'system', good, found: `${platform()} ${release()} ${arch()}`, get: 'Parley is tried on Linux alone: elsewhere use a container or WSL' };
}

/** The engine is a native module: that it is installed does not say that it loads. */
function duckdbFact(home: string): MachineFact {
  try {
    const { version } = createRequire(join(home, 'package.json'))('@duckdb/node-api') as { version: () => string };
    return { name: 'duckdb', good: true, found: `DuckDB ${version()}` };
  } catch (error) {
    return { name: 'duckdb', good: false, found: String(error), get: 'npm ci, on a system for which DuckDB has a build' };
  }
}
