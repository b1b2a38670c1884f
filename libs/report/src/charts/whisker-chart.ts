import type { Gain } from '@parley/segmentation';
import { signed } from '../format';
import { html, type Html } from '../html';
import { figure } from './plot';
import { linear, ticks } from './scale';

const WIDTH = 420;
const SIDE = 16;
const ROW = 52;
const AXIS = 40;

/** What each partner's columns add to the AUC, with its 95% interval; left of the zero line they harm. */
export function whiskerChart(rows: readonly { name: string; gain: Gain }[]): Html {
  const ends = rows.flatMap(({ gain }) => [gain.low, gain.high, 0]);
  const room = Math.max(0.002, (Math.max(...ends) - Math.min(...ends)) * 0.08);
  const domain = [Math.min(...ends) - room, Math.max(...ends) + room] as const;
  const x = linear(domain, [SIDE, WIDTH - SIDE]);
  const height = rows.length * ROW + AXIS;
  const floor = rows.length * ROW + 4;
  const body = html`<g class="grid">${ticks(...domain, 4).map((tick) => html`<line x1="${x(tick)}" x2="${x(tick)}" y1="4" y2="${floor}"/><text x="${x(tick)}" y="${floor + 16}" text-anchor="middle">${signed(tick, 2)}</text>`)}</g>
    <line class="zero" x1="${x(0)}" x2="${x(0)}" y1="0" y2="${floor}"/>
    ${rows.map((row, index) => whisker(row, index * ROW + 34, x))}`;
  const words = rows.map(({ name, gain }) => `${name}: ${gain.verdict}, ${signed(gain.auc)} (${signed(gain.low)} to ${signed(gain.high)})`).join('; ');
  return figure(
    'whisker',
    'Gain in AUC by partner, with 95% intervals',
    words,
    { width: WIDTH, height },
    body,
    html`<span class="says">Gain in AUC on the test rows. The bar is the 95% interval: where it touches zero, nothing is proven.</span>`,
  );
}

function whisker({ name, gain }: { name: string; gain: Gain }, y: number, x: (value: number) => number): Html {
  return html`<g class="whisker ${gain.verdict}">
    <text class="name" x="${SIDE}" y="${y - 16}">${name}</text>
    <text class="value" x="${WIDTH - SIDE}" y="${y - 16}" text-anchor="end">${signed(gain.auc)}</text>
    <line x1="${x(gain.low)}" x2="${x(gain.high)}" y1="${y}" y2="${y}"/>
    <line x1="${x(gain.low)}" x2="${x(gain.low)}" y1="${y - 5}" y2="${y + 5}"/>
    <line x1="${x(gain.high)}" x2="${x(gain.high)}" y1="${y - 5}" y2="${y + 5}"/>
    <circle cx="${x(gain.auc)}" cy="${y}" r="6"><title>${signed(gain.auc)}, 95% interval ${signed(gain.low)} to ${signed(gain.high)}</title></circle>
  </g>`;
}
