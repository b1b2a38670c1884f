import type { Gain } from '@parley/segmentation';
import { whiskerChart } from '../charts/whisker-chart';
import { signed } from '../format';
import { html, type Html } from '../html';
import type { ReportData } from '../report-data';
import { section } from './section';

const VERDICTS: Record<Gain['verdict'], { badge: string; words: string }> = {
  adds: { badge: 'adds', words: 'The whole interval lies above zero: hardly chance.' },
  nothing: { badge: 'adds nothing', words: 'The interval holds zero: on this test the data makes no measurable difference.' },
  harms: { badge: 'harms', words: 'The whole interval lies below zero: the model is better without it, and scores without it.' },
};

/** What each partner's columns add to the AUC. */
const chart = (rows: readonly { name: string; gain: Gain }[]): Html =>
  whiskerChart({
    id: 'whisker',
    title: 'Gain in AUC by partner, with 95% intervals',
    rows: rows.map(({ name, gain: { auc: value, low, high, verdict } }) => ({ name, value, low, high, kind: verdict, says: verdict })),
    tick: (value) => signed(value, 2),
    format: (value) => signed(value),
    room: 0.002,
    caption: 'Gain in AUC on the test rows. The bar is the 95% interval: where it touches zero, nothing is proven.',
  });

/** What each partner's data was worth. */
export function worth({ model }: ReportData): Html {
  const together = { name: 'all partners together', gain: model.gain };
  const single = model.byPartner.map(({ partner, gain }) => ({ name: partner, gain }));
  const rows = single.length === 1 ? single : [together, ...single];
  const verdicts = rows.map(
    ({ name, gain }) => html`<li><b>${name}</b> <span class="badge ${gain.verdict}">${VERDICTS[gain.verdict].badge}</span>
      <span class="soft">${signed(gain.auc)} AUC, ${signed(gain.low)} to ${signed(gain.high)}. ${VERDICTS[gain.verdict].words}</span></li>`,
  );
  return section(
    'worth',
    'What each partner added',
    'The same model with and without a partner’s columns, judged on the same people it never saw in training.',
    html`<div class="two">${chart(rows)}<ul class="verdicts">${verdicts}</ul></div>`,
  );
}
