import { isParleyError } from '@parley/errors';
import { parseArgs } from 'node:util';
import type { DataSet } from './data-set';
import { wrongUsage } from './errors';
import { makeData } from './make-data';

/** Runs one example's script. Returns the exit code: 0 done, 1 a fault of the network or the machine, 2 bad usage or a wrong file. */
export async function runCommand(set: DataSet, args: readonly string[]): Promise<number> {
  try {
    const options = readOptions(set, args);
    if (options.help) {
      process.stdout.write(usage(set));
      return 0;
    }
    process.stderr.write(`${set.name}: ${options.from ?? set.original.url}\n`);
    const made = await makeData({ set, out: options.out, from: options.from });
    for (const { path, lines } of made) process.stderr.write(`  ${path}: ${lines - 1} rows\n`);
    process.stderr.write(`Identities are made up. Now: npx parley rehearse --contract examples/${set.name} --data ${options.out} --approve\n`);
    return 0;
  } catch (error) {
    if (!isParleyError(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
}

function readOptions(set: DataSet, args: readonly string[]): { help: boolean; out: string; from?: string } {
  const repair = usage(set);
  try {
    const { values } = parseArgs({ args: [...args], options: { out: { type: 'string' }, from: { type: 'string' }, help: { type: 'boolean', short: 'h' } } });
    if (values.help) return { help: true, out: '' };
    if (!values.out) throw wrongUsage([{ message: '--out is missing', repair }]);
    return { help: false, out: values.out, from: values.from };
  } catch (error) {
    if (isParleyError(error)) throw error;
    throw wrongUsage([{ message: (error as Error).message, repair }]);
  }
}

function usage({ name, original }: DataSet): string {
  return `node examples/${name}/make-data.mjs --out DIR [--from FILE]

  --out DIR    folder for owner.csv.gz, partner.csv.gz and truth-link.csv.gz
  --from FILE  ${original.file}, or the zip that holds it, if already fetched
               (default: fetch ${original.url})
`;
}
