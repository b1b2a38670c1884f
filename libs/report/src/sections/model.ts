import type { Scorecard } from '@parley/segmentation';
import { calibrationChart } from '../charts/calibration-chart';
import { liftChart } from '../charts/lift-chart';
import { count, fixed, number, percent, signed } from '../format';
import { html, type Html, type HtmlValue, nothing } from '../html';
import type { ModelReport, ReportData } from '../report-data';
import { section, table } from './section';

const LEAK_HINT = 0.9;

/** How good the model is, how that was judged, and whether it may be used. */
export function model({ model: report }: ReportData): Html {
  return section(
    'model',
    'How good the model is',
    html`It predicts <b>${report.label}</b>. ${evaluationNote(report)}`,
    html`<div class="two">${liftChart(report)}${calibrationChart(report)}</div>${flatteringNote(report)}${gateNote(report)}${scorecards(report)}${leakNote(report)}`,
  );
}

function evaluationNote({ evaluation: { kind, trainRows, testRows, positiveRate } }: ModelReport): Html {
  const how = kind === 'time' ? 'on the latest rows, as it will be used: trained on the past, tested on what came after' : 'on a random share of the rows; no order in time was used';
  return html`It was judged ${how}: ${count(testRows)} test rows (${percent(positiveRate.test)} positive) against ${count(trainRows)} to learn from (${percent(positiveRate.train)}).`;
}

function flatteringNote({ flattering, enriched, own }: ModelReport): Html {
  if (!flattering) return nothing;
  return html`<p class="notice">A random split would have claimed an AUC of <b>${fixed(flattering.enriched)}</b> (own data: ${fixed(flattering.own)}) instead of ${fixed(enriched.auc)} (${fixed(own.auc)}). That is <strong>flattering</strong>: it mixes the future into the training rows.</p>`;
}

function gateNote({ gate }: ModelReport): Html {
  const reasons = html`${gate.reasons.length > 0 ? html`<ul>${gate.reasons.map((reason) => html`<li>${reason}</li>`)}</ul>` : nothing}`;
  if (gate.passed) return html`<div class="gate passed"><p><strong>Gate passed.</strong> The model may score people.</p>${reasons}</div>`;
  return html`<div class="gate failed"><p><strong>Gate failed.</strong> The model was not used; nobody was scored or contacted with it.</p>${reasons}</div>`;
}

const SCORES = ['Model', 'AUC', 'Average precision', 'Lift in first 10%', 'Log loss', 'Calibration error'].map((title, index) => ({ title, numeric: index > 0 }));

function scorecards({ own, enriched, logistic, psi }: ModelReport): Html {
  const rows = [scoreRow('Own + partner data', enriched), scoreRow('Own data alone', own), scoreRow('Logistic regression, all columns', logistic)];
  return html`${table('Scores on the test rows', SCORES, rows)}
    <p class="soft">AUC: chance that a positive is ranked above a negative; 0.5 is a coin. Log loss and calibration error: lower is better. Drift of the scores between training and test rows (PSI): ${number(psi)}. Against logistic regression the model stands at ${signed(enriched.auc - logistic.auc)} AUC.</p>`;
}

function scoreRow(name: string, { auc, aucStdErr, averagePrecision, liftAt10, logLoss, ece }: Scorecard): HtmlValue[] {
  return [name, html`${fixed(auc)} <small>± ${fixed(aucStdErr)}</small>`, fixed(averagePrecision), `${liftAt10.toFixed(2)}×`, fixed(logLoss), fixed(ece)];
}

function leakNote({ singleFeatureAuc }: ModelReport): Html {
  const suspects = singleFeatureAuc.filter(({ auc }) => Math.max(auc, 1 - auc) >= LEAK_HINT);
  if (suspects.length === 0) return nothing;
  return html`<p class="notice"><strong>Look twice:</strong> a column that says nearly everything alone may know the answer beforehand: ${suspects.map(({ feature, auc }, index) => html`${index > 0 ? ', ' : ''}<code>${feature}</code> (AUC ${fixed(auc)})`)}.</p>`;
}
