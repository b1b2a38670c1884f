import { count, inWords, number } from '../format';
import { html, type Html, type HtmlValue, nothing } from '../html';
import type { ReportData } from '../report-data';
import { section, table } from './section';

const SHOWN = 40;

/** Groups from the clean room, each above its threshold. */
export function insights(data: ReportData): Html {
  if (data.insights.length === 0) return nothing;
  const tables = data.insights.map(({ name, partner, columns, rows, thresholds }) => {
    const numeric = columns.map((_column, index) => rows.every((row) => typeof row[index] !== 'string'));
    const cut = rows.length > SHOWN ? html` The first ${count(SHOWN)} of ${count(rows.length)} groups.` : nothing;
    return html`<article class="insight"><h3>${name}</h3>
      <p class="soft">With ${partner}. ${thresholds.length > 0 ? `Released where ${inWords(thresholds)}.` : ''}${cut}</p>
      ${rows.length > 0 ? table(`${name}, with ${partner}`, columns.map((title, index) => ({ title, numeric: numeric[index] ?? false })), rows.slice(0, SHOWN).map((row) => row.map(cell))) : html`<p class="soft">No group was large enough.</p>`}</article>`;
  });
  return section('insights', 'What the groups look like', 'Answers about groups of people, never about one: smaller groups leave no trace.', html`<div class="grid2">${tables}</div>`);
}

function cell(value: string | number | null): HtmlValue {
  if (value === null) return html`<span class="soft">–</span>`;
  return typeof value === 'number' ? number(value) : value;
}
