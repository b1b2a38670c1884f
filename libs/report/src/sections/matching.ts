import { bars } from '../charts/bars';
import { count, percent, share } from '../format';
import { html, type Html } from '../html';
import type { ReportData } from '../report-data';
import { section } from './section';

/** Who is known to both sides, by hashed e-mail first and hashed phone after. */
export function matching(data: ReportData): Html {
  const rows = data.matching.map(({ partner, ownerRows, partnerRows, matched, rate, byEmail, byPhone }) => ({
    label: html`<b>${partner}</b> <small>${count(partnerRows)} people of theirs</small>`,
    value: html`${percent(rate)} <small>${count(matched)} people</small>`,
    parts: [
      { share: byEmail / Math.max(ownerRows, 1), kind: 'enriched', title: `by e-mail: ${count(byEmail)} (${share(byEmail, ownerRows)})` },
      { share: byPhone / Math.max(ownerRows, 1), kind: 'phone', title: `by phone: ${count(byPhone)} (${share(byPhone, ownerRows)})` },
    ],
  }));
  const details = data.matching.map(({ partner, byEmail, byPhone }) => html`<li>${partner}: ${count(byEmail)} by hashed e-mail, ${count(byPhone)} more by hashed phone</li>`);
  return section(
    'matching',
    'Who is known to both',
    'Share of your customers found at each partner. Both sides hash e-mail and phone before they meet; raw addresses never cross.',
    html`${bars(rows)}<p class="keys"><span class="key"><i class="swatch enriched"></i>by e-mail</span><span class="key"><i class="swatch phone"></i>then by phone</span></p><ul class="plain">${details}</ul>`,
  );
}
