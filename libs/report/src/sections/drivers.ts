import { bars } from '../charts/bars';
import { percent } from '../format';
import { html, type Html, nothing } from '../html';
import type { ReportData } from '../report-data';
import { section } from './section';

const SHOWN = 12;

/** Which columns the model leans on, and whose they are. */
export function drivers({ model: { importance } }: ReportData): Html {
  if (importance.length === 0) return nothing;
  const top = importance.slice(0, SHOWN);
  const largest = top[0]?.gain ?? 1;
  const sources = [...new Set(importance.map(({ source }) => source))];
  const bySource = sources.map((source) => ({ source, gain: importance.filter((one) => one.source === source).reduce((sum, { gain }) => sum + gain, 0) }));
  const rows = top.map(({ feature, source, gain }) => ({
    label: html`<code>${feature}</code> <small>${source}</small>`,
    value: percent(gain),
    parts: [{ share: gain / largest, kind: kindOf(source), title: `${feature}: ${percent(gain)}` }],
  }));
  return section(
    'drivers',
    'What drives the scores',
    html`Share of the model’s gain by column. By source: ${bySource.map(({ source, gain }, index) => html`${index > 0 ? ', ' : ''}<b>${source}</b> ${percent(gain)}`)}.`,
    bars(rows),
  );
}

function kindOf(source: string): string {
  return source === 'own' ? 'own' : source === 'events' ? 'phone' : 'enriched';
}
