import { count, percent } from '../format';
import { html, type Html } from '../html';
import type { ModelReport } from '../report-data';
import { axes, figure, path, PLOT } from './plot';

/** Mean score against what happened, in ten equal-sized bins of the test rows. */
export function calibrationChart(model: ModelReport): Html {
  const { calibration } = model;
  const { ece } = model[model.scoring];
  const top = Math.min(1, Math.max(0.05, ...calibration.flatMap(({ predicted, observed }) => [predicted, observed])) * 1.08);
  const { x, y, grid } = axes({ domain: [0, top], label: 'what the model predicted', format: percent }, { domain: [0, top], label: '', format: percent });
  const dots = calibration.map(
    ({ predicted, observed, rows }) => html`<circle class="dot enriched" cx="${x(predicted)}" cy="${y(observed)}" r="5"><title>predicted ${percent(predicted)}, happened ${percent(observed)} (${count(rows)} people)</title></circle>`,
  );
  return figure(
    'calibration',
    'Predicted share against observed share',
    `Ten groups of test rows; the closer the dots lie to the diagonal, the truer the scores. Mean distance ${percent(ece)}.`,
    PLOT,
    html`${grid}<path class="line random" d="${path([[0, 0], [top, top]], x, y)}"/>${dots}`,
    html`<span class="says">Each dot is a tenth of the test rows. On the dashed line, what was predicted is what happened; the dots are <b>${percent(ece)}</b> off on average.</span>`,
  );
}
