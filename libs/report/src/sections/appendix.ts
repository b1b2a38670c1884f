import { count, seconds } from '../format';
import { bars } from '../charts/bars';
import { html, type Html } from '../html';
import type { ReportData } from '../report-data';
import { section, table } from './section';

/** Queries, parties and timings: what an engineer asks for. */
export function appendix(data: ReportData): Html {
  const queries = table(
    'Queries in the clean room',
    [{ title: 'Query' }, { title: 'With' }, { title: 'Rule' }, { title: 'Status' }, { title: 'Rows', numeric: true }, { title: 'Seconds', numeric: true }, { title: 'Tables' }, { title: 'Columns released' }],
    data.queries.map(({ name, partner, rule, status, rows, seconds: took, tables, columns }) => [name, partner, rule, status, count(rows), took.toFixed(2), tables.join(', '), columns.join(', ')]),
  );
  const parties = table(
    'Parties and their rows',
    [{ title: 'Party' }, { title: 'Role' }, { title: 'Rows', numeric: true }, { title: 'Set aside as unreadable', numeric: true }],
    data.parties.map(({ name, role, rows, quarantined }) => [name, role, count(rows), count(quarantined)]),
  );
  const longest = Math.max(0.001, ...data.steps.map((step) => step.seconds));
  const steps = bars(data.steps.map((step) => ({ label: step.name, value: seconds(step.seconds), parts: [{ share: step.seconds / longest, kind: 'own', title: '' }] })));
  return section(
    'appendix',
    'For the engineers',
    html`Run <code>${data.runId}</code>, seed ${String(data.seed)}: ${seconds(data.seconds)} in all, at most ${count(data.peakRssMb)} MB of memory.`,
    html`${queries}${parties}<h3>Time by step</h3>${steps}`,
  );
}
