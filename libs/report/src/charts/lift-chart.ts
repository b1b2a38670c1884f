import { percent } from '../format';
import { html, type Html } from '../html';
import type { ModelReport } from '../report-data';
import { axes, figure, path, PLOT } from './plot';

const STEPS = 20;
const FIRST = 0.1;

/** Share of people contacted against share of positives caught: own columns, own and partner columns, and chance. */
export function liftChart({ liftCurve }: ModelReport): Html {
  const { x, y, grid } = axes({ domain: [0, 1], label: 'share of people contacted, best first', format: percent }, { domain: [0, 1], label: '', format: percent });
  const [own, enriched] = [captureAt(liftCurve.own, FIRST), captureAt(liftCurve.enriched, FIRST)];
  const body = html`${grid}
    <path class="line random" d="${path([[0, 0], [1, 1]], x, y)}"/>
    <path class="line own" d="${path(liftCurve.own, x, y)}"/>
    <path class="line enriched" d="${path(liftCurve.enriched, x, y)}"/>
    <line class="marker" x1="${x(FIRST)}" x2="${x(FIRST)}" y1="${y(0)}" y2="${y(1)}"/>
    <circle class="dot own" cx="${x(FIRST)}" cy="${y(own)}" r="4"/>
    <circle class="dot enriched" cx="${x(FIRST)}" cy="${y(enriched)}" r="4.5"/>
    ${hoverBands(liftCurve, x, y)}`;
  return figure(
    'lift',
    'Share of positives caught by share of people contacted',
    `Among the first 10% contacted: ${percent(enriched)} of positives with partner data, ${percent(own)} with own data, 10% by chance.`,
    PLOT,
    body,
    html`<span class="key"><i class="swatch enriched"></i>own + partner data</span><span class="key"><i class="swatch own"></i>own data alone</span><span class="key"><i class="swatch random"></i>chance</span>
      <span class="says">Contact the best 10% and you reach <b>${percent(enriched)}</b> of everyone you look for; with your own data alone, ${percent(own)}.</span>`,
  );
}

/** Share of positives caught at a share of people, between the points of the curve. */
export function captureAt(curve: readonly (readonly [number, number])[], people: number): number {
  const at = curve.findIndex(([x]) => x >= people);
  const [x1, y1] = curve[at] ?? [1, 1];
  const [x0, y0] = curve[at - 1] ?? [0, 0];
  return x1 === x0 ? y1 : y0 + ((people - x0) / (x1 - x0)) * (y1 - y0);
}

function hoverBands(curves: ModelReport['liftCurve'], x: (value: number) => number, y: (value: number) => number): Html[] {
  return Array.from({ length: STEPS }, (_, index) => {
    const people = (index + 1) / STEPS;
    const left = x(people - 0.5 / STEPS);
    const words = `first ${percent(people)}: ${percent(captureAt(curves.enriched, people))} with partner data, ${percent(captureAt(curves.own, people))} with own data`;
    return html`<rect class="hover" x="${left}" y="${y(1)}" width="${x(1 / STEPS) - x(0)}" height="${y(0) - y(1)}"><title>${words}</title></rect>`;
  });
}
