import type { Contract } from '@parley/contract';
import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** What makes two runs the same run. */
export interface RunIdentity {
  codeDigest: string;
  contract: Contract;
  /** Source files, as paths; empty where people are made up. */
  sources: readonly string[];
  seed: number;
  /** Customers to make up; absent where there are source files. */
  rows?: number;
}

const CONTRACT_FILES = /\.(ya?ml|sql|hbs)$/;

/** Same code, contract, data and seed: same id, so that a broken run is found again and changed input is a new run. */
export async function runId({ codeDigest, contract, sources, seed, rows }: RunIdentity): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([codeDigest, seed, rows ?? null]));
  for (const party of [contract.owner, ...contract.partners]) {
    const folder = join(contract.directory, party.id);
    const names = (await readdir(folder, { recursive: true })).filter((name) => CONTRACT_FILES.test(name)).sort();
    for (const name of names) await addFile(hash, join(folder, name), relative(contract.directory, join(folder, name)));
  }
  for (const [index, path] of sources.entries()) await addFile(hash, path, `source ${index}`);
  return hash.digest('hex').slice(0, 12);
}

async function addFile(hash: Hash, path: string, name: string): Promise<void> {
  hash.update(`\n${name}\n`);
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
}
