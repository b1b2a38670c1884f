import { Command } from 'commander';
import { BY_HAND, UNPROTECTED } from './collaboration';
import { type Contest, interleave, type Result } from './interleave';
import { inputFiles } from './inputs';
import { type Files, type Limits, type Programs, runBare, runProtected } from './runs';

interface Options extends Programs {
  rows: string;
  rounds: string;
  coldRounds: string;
  threads: string;
  memory: string;
  json?: boolean;
}

const options = new Command('protected-query')
  .description('the clean room against the same query, thresholds written by hand, in a bare process')
  .option('--rows <n>', 'joined rows of the large query', '10000000')
  .option('--rounds <n>', 'runs of each large query; the median counts', '3')
  .option('--cold-rounds <n>', 'runs of each tiny query; the median counts', '11')
  .option('--threads <n>', 'threads of DuckDB', '2')
  .option('--memory <mib>', 'memory of the large query', '8192')
  .option('--json', 'one JSON document on stdout')
  .requiredOption('--query-process <file>', 'given by run.mjs')
  .requiredOption('--bare-child <file>', 'given by run.mjs')
  .parse()
  .opts<Options>();

/** Every group of the tiny table is suppressed, by both. */
const TINY_ROWS = 50;

void main();

async function main(): Promise<void> {
  const cold = await contest('cold', TINY_ROWS, Number(options.coldRounds), { memoryMb: 1024, threads: 1 });
  const large = await contest('large', Number(options.rows), Number(options.rounds), { memoryMb: Number(options.memory), threads: Number(options.threads) });
  const report = { cold, large, aims: { cold: 1.3, large: 1.15 } };
  process.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : `${tableOf([cold, large])}\n${aimLine(cold, 1.3)}${aimLine(large, 1.15)}`);
}

async function contest(name: string, rows: number, rounds: number, limits: Limits): Promise<Contest> {
  const files: Files = await inputFiles(rows);
  const entrants = {
    'clean room': () => runProtected(options, files, limits),
    'by hand, bare': () => runBare(options, files, limits, BY_HAND),
    'unprotected, bare': () => runBare(options, files, limits, UNPROTECTED),
  };
  const results = await interleave(entrants, rounds, (round) => process.stderr.write(`${name}: round ${round} of ${rounds} done\n`));
  requireEqual(results, 'clean room', 'by hand, bare');
  return { name, rows, rounds, ...limits, results };
}

/** A fast wrong answer is no result. */
function requireEqual(results: Readonly<Record<string, Result>>, one: string, other: string): void {
  if (results[one]?.lines.join('\n') !== results[other]?.lines.join('\n')) throw new Error(`"${one}" and "${other}" gave different rows`);
}

function ratio({ results }: Contest, base: string, of: 'wallSeconds' | 'cpuSeconds'): number {
  return (results['clean room']?.[of] ?? Number.NaN) / (results[base]?.[of] ?? Number.NaN);
}

function tableOf(contests: readonly Contest[]): string {
  const head = ['query', 'joined rows', 'threads', 'who', 'rows out', 'wall s', 'CPU s', 'peak MB', 'clean room / this: wall', 'CPU'];
  const rows = contests.flatMap((one) =>
    Object.entries(one.results).map(([who, { wallSeconds, cpuSeconds, peakRssMb, lines }]) => [
      one.name,
      one.rows,
      one.threads,
      who,
      lines.length,
      wallSeconds.toFixed(2),
      cpuSeconds.toFixed(2),
      peakRssMb,
      ratio(one, who, 'wallSeconds').toFixed(2),
      ratio(one, who, 'cpuSeconds').toFixed(2),
    ]),
  );
  return `${[head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
}

function aimLine(one: Contest, aim: number): string {
  const [wall, cpu] = (['wallSeconds', 'cpuSeconds'] as const).map((of) => ratio(one, 'by hand, bare', of));
  const said = (found: number) => `${found.toFixed(2)}${found <= aim ? '' : ' (missed)'}`;
  return `${one.name}: aim ${aim}; wall ${said(wall ?? Number.NaN)}, CPU ${said(cpu ?? Number.NaN)}\n`;
}
