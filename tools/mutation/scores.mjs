import { posix } from 'node:path';

const COLUMNS = ['folder', 'mutants', 'killed', 'timeout', 'survived', 'no coverage', 'score %'];
const KINDS = { Killed: 'killed', Timeout: 'timeout', Survived: 'survived', NoCoverage: 'no coverage' };

/** Counts of one report by folder below `source`, and in all. Mutants that are not run (errors, ignored) do not count. */
export function scoresOf(report, source) {
  const folders = new Map();
  for (const [file, { mutants }] of Object.entries(report.files)) {
    const folder = posix.dirname(posix.relative(source, file)).split('/')[0];
    for (const name of [folder, 'all']) {
      const counts = folders.get(name) ?? { killed: 0, timeout: 0, survived: 0, 'no coverage': 0 };
      for (const { status } of mutants) if (status in KINDS) counts[KINDS[status]] += 1;
      folders.set(name, counts);
    }
  }
  const all = folders.get('all');
  folders.delete('all');
  return [...[...folders].sort(([one], [other]) => (one < other ? -1 : 1)), ['all', all]].map(([folder, counts]) => ({ folder, ...counts }));
}

/** The scores as a Markdown table. A mutant that runs for ever counts as killed, as Stryker counts it. */
export function tableOf(scores) {
  const rows = scores.map(({ folder, killed, timeout, survived, 'no coverage': uncovered }) => {
    const mutants = killed + timeout + survived + uncovered;
    return [folder, mutants, killed, timeout, survived, uncovered, mutants === 0 ? '' : ((100 * (killed + timeout)) / mutants).toFixed(1)];
  });
  return [COLUMNS, COLUMNS.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

/** One line for each mutant that no test noticed: where, what stood there, what was put there. */
export function survivorsOf(report) {
  const lines = Object.entries(report.files).flatMap(([file, { mutants, source }]) =>
    mutants
      .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
      .map(({ location, mutatorName, replacement, status }) => {
        const was = textAt(source, location).replaceAll(/\s+/g, ' ');
        const sign = status === 'NoCoverage' ? ' (no test reaches it)' : '';
        return `${file}:${location.start.line}:${location.start.column} ${mutatorName}${sign}: ${cut(was)} -> ${cut(replacement ?? '')}\n`;
      }),
  );
  return lines.join('');
}

function textAt(source, { start, end }) {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  if (lines.length === 1) return lines[0].slice(start.column - 1, end.column - 1);
  return [lines[0].slice(start.column - 1), ...lines.slice(1, -1), lines.at(-1).slice(0, end.column - 1)].join('\n');
}

function cut(text) {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 160 ? `${line.slice(0, 157)}…` : line;
}
