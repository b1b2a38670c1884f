import { html, type Html, type HtmlValue } from '../html';
import { linear, type Scale, ticks } from './scale';

/** Narrow on purpose: it fills half a desktop or a whole phone, and its text stays readable on both. */
export const PLOT = { width: 420, height: 300, left: 46, right: 14, top: 12, bottom: 40 };

export interface Axes {
  x: Scale;
  y: Scale;
  grid: Html;
}

export interface AxisPlan {
  domain: readonly [number, number];
  label: string;
  format: (value: number) => string;
}

/** Scales, grid lines and labels of a chart with two numeric axes. */
export function axes(across: AxisPlan, up: AxisPlan): Axes {
  const { width, height, left, right, top, bottom } = PLOT;
  const x = linear(across.domain, [left, width - right]);
  const y = linear(up.domain, [height - bottom, top]);
  const grid = html`<g class="grid">
    ${ticks(...up.domain).map((tick) => html`<line x1="${left}" x2="${width - right}" y1="${y(tick)}" y2="${y(tick)}"/><text x="${left - 7}" y="${y(tick) + 4}" text-anchor="end">${up.format(tick)}</text>`)}
    ${ticks(...across.domain).map((tick) => html`<text x="${x(tick)}" y="${height - bottom + 17}" text-anchor="middle">${across.format(tick)}</text>`)}
    <line class="axis" x1="${left}" x2="${width - right}" y1="${height - bottom}" y2="${height - bottom}"/>
    <text class="axis-label" x="${(left + width - right) / 2}" y="${height - 5}" text-anchor="middle">${across.label}</text>
  </g>`;
  return { x, y, grid };
}

/** An SVG that tells its story in words too. */
export function figure(id: string, title: string, description: string, size: { width: number; height: number }, body: HtmlValue, caption: HtmlValue): Html {
  return html`<figure>
    <svg viewBox="0 0 ${size.width} ${size.height}" role="img" aria-labelledby="${id}-title ${id}-desc">
      <title id="${id}-title">${title}</title>
      <desc id="${id}-desc">${description}</desc>
      ${body}
    </svg>
    <figcaption>${caption}</figcaption>
  </figure>`;
}

/** `M0 0L1 1…` through points. */
export function path(points: readonly (readonly [number, number])[], x: Scale, y: Scale): string {
  return points.map(([across, up], index) => `${index === 0 ? 'M' : 'L'}${x(across)} ${y(up)}`).join('');
}
