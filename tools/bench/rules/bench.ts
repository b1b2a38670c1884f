import { Command } from 'commander';
import { readCaseFiles } from './case-files';
import { fuzz, type FuzzReport } from './fuzz';
import { timeVerdict, type VerdictTimes } from './time-verdict';

interface Options {
  queries: string;
  seed: string;
  timed: string;
  cases: string;
  json?: boolean;
}

const options = new Command('rules')
  .description('the rule engine: broken and crossed queries by the hundred thousand, and the time of a verdict')
  .option('--queries <n>', 'queries to judge', '200000')
  .option('--seed <n>', 'same seed, same queries', '7')
  .option('--timed <n>', 'verdicts on the 60-line query to time', '500')
  .option('--json', 'one JSON document on stdout')
  .requiredOption('--cases <dir>', 'given by run.mjs')
  .parse()
  .opts<Options>();

const SHOW_PROGRESS_EVERY = 20_000;

void main();

async function main(): Promise<void> {
  const files = readCaseFiles(options.cases);
  for (const name of files.left) process.stderr.write(`SKIPPED ${name}: no queries, or of another rule type\n`);
  const verdict = await timeVerdict(files, Number(options.timed));
  const fuzzed = await fuzz(files, Number(options.queries), Number(options.seed), (done) => {
    if (done % SHOW_PROGRESS_EVERY === 0) process.stderr.write(`${done} judged\n`);
  });
  process.stdout.write(options.json ? `${JSON.stringify({ fuzzed, verdict }, null, 2)}\n` : textOf(fuzzed, verdict));
  if (fuzzed.findingCount > 0) process.exitCode = 1;
}

function textOf(fuzzed: FuzzReport, verdict: VerdictTimes): string {
  const codes = Object.entries(fuzzed.byCode).sort(([, a], [, b]) => b - a);
  const allowed = Object.entries(fuzzed.allowed).map(([rule, count]) => `${count} under ${rule}`).join(', '); // prettier-ignore
  return [
    '| code | queries refused for it |',
    '| --- | --- |',
    ...codes.map(([code, count]) => `| ${code} | ${count} |`),
    '',
    `${fuzzed.queries} queries (seed ${fuzzed.seed}, ${fuzzed.distinct} different): allowed ${allowed}; ${fuzzed.denied} denied by ${codes.length} codes; ${Math.round(fuzzed.perSecond)} a second`,
    `untyped errors, faults, unanalysed nodes, missing thresholds: ${fuzzed.findingCount}`,
    ...fuzzed.findings.map(({ what, sql, detail }) => `  ${what}: ${JSON.stringify(sql)}\n    ${detail}`),
    `verdict on ${verdict.lines} lines (${verdict.characters} characters), ${verdict.runs} times: p50 ${verdict.p50Ms.toFixed(2)} ms, p95 ${verdict.p95Ms.toFixed(2)} ms`,
    '',
  ].join('\n');
}
