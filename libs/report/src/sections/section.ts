import { html, type Html, type HtmlValue } from '../html';

/** A chapter of the report with its heading. */
export function section(id: string, title: string, lead: HtmlValue, body: HtmlValue): Html {
  return html`<section id="${id}" aria-labelledby="${id}-heading">
    <h2 id="${id}-heading">${title}</h2>
    <p class="lead">${lead}</p>
    ${body}
  </section>`;
}

export interface Column {
  title: string;
  numeric?: boolean;
}

/** A table that scrolls by itself where it is wider than the page; the keyboard reaches it too. */
export function table(caption: string, columns: readonly Column[], rows: readonly (readonly HtmlValue[])[]): Html {
  const kind = (index: number): string => (columns[index]?.numeric ? 'num' : 'txt');
  return html`<div class="table" role="region" aria-label="${caption}" tabindex="0"><table>
    <caption>${caption}</caption>
    <thead><tr>${columns.map(({ title }, index) => html`<th scope="col" class="${kind(index)}">${title}</th>`)}</tr></thead>
    <tbody>${rows.map((cells) => html`<tr>${cells.map((cell, index) => (index === 0 ? html`<th scope="row" class="${kind(index)}">${cell}</th>` : html`<td class="${kind(index)}">${cell}</td>`))}</tr>`)}</tbody>
  </table></div>`;
}
