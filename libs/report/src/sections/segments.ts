import { bars } from '../charts/bars';
import { count, share } from '../format';
import { html, type Html } from '../html';
import type { ReportData } from '../report-data';
import { section } from './section';

/** The segments, and how each came to its size. */
export function segments(data: ReportData): Html {
  const body = data.segments.length > 0 ? html`<div class="grid3">${data.segments.map(segment)}</div>` : html`<p class="soft">No segment was built.</p>`;
  return section('segments', 'The segments', 'Each starts from everyone scored; every step says how many are left.', body);
}

/** The first step, everyone, is told in words: drawn to the same scale it would hide all the others. */
function segment({ name, size, describes, waterfall }: ReportData['segments'][number]): Html {
  const [everyone, ...steps] = waterfall;
  const top = Math.max(1, ...steps.map((step) => step.count));
  const rows = steps.map((step, index) => {
    const lost = (steps[index - 1]?.count ?? step.count) - step.count;
    return {
      label: step.step,
      value: html`<small class="lost">${lost > 0 ? `−${count(lost)}` : ''}</small> ${count(step.count)}`,
      parts: [{ share: step.count / top, kind: index === steps.length - 1 ? 'sent' : 'enriched', title: share(step.count, top) }],
    };
  });
  return html`<article class="segment"><h3>${name}</h3><p class="soft">${describes}</p>
    <p class="size"><b>${count(size)}</b> people <small>${everyone ? `out of ${count(everyone.count)} ${everyone.step}` : ''}</small></p>${bars(rows)}</article>`;
}
