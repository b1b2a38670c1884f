import { inputError, isParleyError } from '@parley/errors';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { badUsage, fileNotReadable } from './errors';
import type { Finding } from './rule';
import { scan } from './scan-plan';

/** Scans plan files: exit 0 without findings, 3 with, 2 for what is no plan. */
function main(): number {
  const { files, json } = asked();
  const found = files.flatMap((file) => scanFile(file));
  process.stdout.write(json ? `${JSON.stringify(found, undefined, 2)}\n` : inWords(found));
  return found.length === 0 ? 0 : 3;
}

function asked(): { files: string[]; json: boolean } {
  try {
    const { positionals, values } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean', default: false } } });
    if (positionals.length > 0) return { files: positionals, json: values.json };
  } catch (error) {
    throw badUsage((error as Error).message);
  }
  throw badUsage('no plan is named');
}

function scanFile(file: string): Finding[] {
  try {
    return scan(readJson(file));
  } catch (error) {
    if (!isParleyError(error)) throw error;
    throw inputError(error.code, error.problems.map((problem) => ({ ...problem, file })));
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    throw fileNotReadable(error instanceof SyntaxError ? 'it is not JSON' : String((error as NodeJS.ErrnoException).code));
  }
}

function inWords(found: readonly Finding[]): string {
  const lines = found.map(({ rule, address, message, repair }) => `${address}: ${rule}: ${message}\n    repair: ${repair}\n`);
  return found.length === 0 ? 'policy scan: no findings\n' : `${lines.join('')}policy scan: ${found.length} ${found.length === 1 ? 'finding' : 'findings'}\n`;
}

try {
  process.exitCode = main();
} catch (error) {
  if (!isParleyError(error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
}
