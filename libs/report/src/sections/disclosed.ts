import { count, inWords } from '../format';
import { html, type Html } from '../html';
import type { ReportData } from '../report-data';
import { section } from './section';

/** What left each party's account. It promises no more than the rules do. */
export function disclosed(data: ReportData): Html {
  const cards = data.parties.map(({ name, role }) => {
    const left = data.disclosed.filter(({ party }) => party === name);
    const items = left.map(
      ({ to, what, rows, columns, promise }) => html`<li><b>${count(rows)} rows</b> to ${to}: ${what}
        <span class="badge promise">${promise}</span>
        <span class="soft columns">${columns.map((column) => html`<code>${column}</code> `)}</span></li>`,
    );
    return html`<article class="segment"><h3>${name}</h3><p class="soft">${role}</p>${items.length > 0 ? html`<ul class="left">${items}</ul>` : html`<p>Nothing left this account.</p>`}</article>`;
  });
  const receivers = [...new Set(data.disclosed.map(({ to }) => to))];
  return section(
    'disclosed',
    'What left each account',
    html`A LIST rule is row-level enrichment of matched people, an AGGREGATION rule releases groups above a threshold. ${receivers.length > 0 ? `Received by ${inWords(receivers)}.` : 'Nothing was released.'}`,
    html`<div class="grid3">${cards}</div>`,
  );
}
