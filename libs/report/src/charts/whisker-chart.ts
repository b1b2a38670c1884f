import { html, type Html } from '../html';
import { figure } from './plot';
import { linear, ticks } from './scale';

const WIDTH = 420;
const SIDE = 16;
const ROW = 52;
const AXIS = 40;

/** A figure with its 95% interval. `kind` is its colour and its words. */
export interface Whisker {
  name: string;
  value: number;
  low: number;
  high: number;
  kind: 'adds' | 'nothing' | 'harms' | 'open';
  says: string;
}

export interface WhiskerChart {
  id: string;
  title: string;
  rows: readonly Whisker[];
  /** Of the axis, and of a figure. */
  tick: (value: number) => string;
  format: (value: number) => string;
  /** The least width of the axis beyond its ends. */
  room: number;
  caption: string;
}

/** A dot with an interval a row, on one axis with a line at zero; left of it is harm. */
export function whiskerChart({ id, title, rows, tick, format, room: least, caption }: WhiskerChart): Html {
  const ends = rows.flatMap(({ low, high }) => [low, high, 0]);
  const room = Math.max(least, (Math.max(...ends) - Math.min(...ends)) * 0.08);
  const domain = [Math.min(...ends) - room, Math.max(...ends) + room] as const;
  const x = linear(domain, [SIDE, WIDTH - SIDE]);
  const height = rows.length * ROW + AXIS;
  const floor = rows.length * ROW + 4;
  const body = html`<g class="grid">${ticks(...domain, 4).map((mark) => html`<line x1="${x(mark)}" x2="${x(mark)}" y1="4" y2="${floor}"/><text x="${x(mark)}" y="${floor + 16}" text-anchor="middle">${tick(mark)}</text>`)}</g>
    <line class="zero" x1="${x(0)}" x2="${x(0)}" y1="0" y2="${floor}"/>
    ${rows.map((row, index) => whisker(row, index * ROW + 34, x, format))}`;
  const words = rows.map(({ name, says, value, low, high }) => `${name}: ${says}, ${format(value)} (${format(low)} to ${format(high)})`).join('; ');
  return figure(id, title, words, { width: WIDTH, height }, body, html`<span class="says">${caption}</span>`);
}

function whisker({ name, value, low, high, kind }: Whisker, y: number, x: (value: number) => number, format: (value: number) => string): Html {
  return html`<g class="whisker ${kind}">
    <text class="name" x="${SIDE}" y="${y - 16}">${name}</text>
    <text class="value" x="${WIDTH - SIDE}" y="${y - 16}" text-anchor="end">${format(value)}</text>
    <line x1="${x(low)}" x2="${x(high)}" y1="${y}" y2="${y}"/>
    <line x1="${x(low)}" x2="${x(low)}" y1="${y - 5}" y2="${y + 5}"/>
    <line x1="${x(high)}" x2="${x(high)}" y1="${y - 5}" y2="${y + 5}"/>
    <circle cx="${x(value)}" cy="${y}" r="6"><title>${format(value)}, 95% interval ${format(low)} to ${format(high)}</title></circle>
  </g>`;
}
