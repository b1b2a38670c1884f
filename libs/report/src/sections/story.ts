import { count, fixed, percent, plural, share, signed } from '../format';
import { html, type Html, type HtmlValue } from '../html';
import type { ReportData } from '../report-data';
import { totalsOf } from '../totals';

/** The story in numbers. */
export function story(data: ReportData): Html {
  const { model, matching, activation } = data;
  const totals = totalsOf(data);
  const audience = activation.reduce((sum, campaign) => sum + campaign.audience, 0);
  const best = matching.toSorted((a, b) => b.rate - a.rate)[0];
  const cards = [
    card(count(totals.customers), 'customers', totals.customers === totals.usable ? 'every row could be read' : `${plural(totals.customers - totals.usable, 'row')} could not be read`),
    card(best ? percent(best.rate) : '–', 'of customers matched', best ? `${count(best.matched)} people known to ${best.partner} too` : 'no partner took part'),
    card(signed(model.gain.auc), 'ranking quality (AUC)', html`from ${fixed(model.own.auc)} to ${fixed(model.enriched.auc)}; interval ${signed(model.gain.low)} to ${signed(model.gain.high)}`),
    card(`${model.enriched.liftAt10.toFixed(1)}×`, 'better than chance', `in the first 10% contacted; own data alone ${model.own.liftAt10.toFixed(1)}×`),
    sendingCard(data),
    card(count(totals.heldBack), 'held back', audience === 0 ? 'no campaign ran' : `${share(totals.heldBack, audience)} of the audience, each for a reason below`),
  ];
  return html`<section id="story" aria-label="The story in numbers"><dl class="cards">${cards}</dl></section>`;
}

function sendingCard(data: ReportData): Html {
  const { sent, ready } = totalsOf(data);
  if (!data.model.gate.passed) return card('0', 'messages sent', 'the gate stopped the run');
  if (sent === 0 && ready > 0) return card(count(ready), 'messages ready', 'nothing is sent before a person approves');
  return card(count(sent), 'messages sent', plural(data.activation.length, 'campaign'));
}

function card(figure: HtmlValue, label: string, note: HtmlValue): Html {
  return html`<div class="card"><dt>${label} <small>${note}</small></dt><dd>${figure}</dd></div>`;
}
