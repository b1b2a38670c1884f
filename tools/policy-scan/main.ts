import { isParleyError } from '@parley/errors';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fileNotReadable, noFile } from './errors';
import type { Finding } from './rule';
import { scan } from './scan-plan';

/** Scans plan files: exit 0 without findings, 3 with, 2 for what is no plan. */
function main(): number {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean', default: false } } });
  if (positionals.length === 0) throw noFile();
  const found = positionals.flatMap((file) => scan(readJson(file)));
  process.stdout.write(values.json ? `${JSON.stringify(found, undefined, 2)}\n` : inWords(found));
  return found.length === 0 ? 0 : 3;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    throw fileNotReadable(file, error instanceof SyntaxError ? 'it is not JSON' : String((error as NodeJS.ErrnoException).code));
  }
}

function inWords(found: readonly Finding[]): string {
  const lines = found.map(({ rule, address, message, repair }) => `${address}: ${rule}: ${message}\n    repair: ${repair}\n`);
  return found.length === 0 ? 'policy scan: no findings\n' : `${lines.join('')}policy scan: ${found.length} findings\n`;
}

try {
  process.exitCode = main();
} catch (error) {
  if (!isParleyError(error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
}
