import { html, type Html, type HtmlValue } from '../html';
import { round } from './scale';

/** One bar: `parts` are shares of the full width, from 0 to 1. */
export interface Bar {
  label: HtmlValue;
  value: HtmlValue;
  parts: { share: number; kind: string; title: string }[];
}

/** Bars with their labels as a list: it wraps on a phone, prints, and reads aloud without its picture. */
export function bars(rows: readonly Bar[]): Html {
  return html`<ul class="bars">${rows.map(
    ({ label, value, parts }) => html`<li>
      <span class="bar-label">${label}</span><span class="bar-value">${value}</span>
      <span class="bar-track" aria-hidden="true">${parts.map(({ share, kind, title }) => html`<i class="${kind}" style="width:${round(Math.max(0, Math.min(1, share)) * 100)}%" title="${title}"></i>`)}</span>
    </li>`,
  )}</ul>`;
}
