import { type Whisker, whiskerChart } from '../charts/whisker-chart';
import { count, dateTime, fixed, percent, plural, points, signed } from '../format';
import { html, type Html, nothing } from '../html';
import type { CampaignEffectReport, EffectReport, ReportData } from '../report-data';
import { section } from './section';

type Effect = NonNullable<CampaignEffectReport['effect']>;

const VERDICTS: Record<Effect['verdict'], Whisker['kind']> = { adds: 'adds', 'nothing shown': 'nothing', harms: 'harms', 'not enough people yet': 'open' };

/** What sending brought, against those held out; before it is measured, how it will be. */
export function effect(data: ReportData): Html {
  if (data.effect) return measured(data.effect);
  return section('effect', 'What sending brought', 'Those who were to get a message, against those held out by lot.', html`<p class="notice">${unmeasured(data)}</p>`);
}

function unmeasured({ activation, outcome }: ReportData): Html {
  if (!activation.some(({ status }) => status === 'done')) return html`Nothing was sent, so there is nothing to measure.`;
  if (!outcome) return html`<strong>Nothing says what counts as a success.</strong> Write <code>outcome:</code> into <code>owner/plan.yaml</code>; then <code>parley report --incrementality</code> measures it.`;
  return html`<strong>Not enough people yet:</strong> the messages have only just gone out. A success is the event <code>${outcome.type}</code> within ${plural(outcome.days, 'day')}; <code>parley report --incrementality</code> counts it, and draws it here.`;
}

function measured({ outcome, smallestEffect, campaigns, unreadEvents }: EffectReport): Html {
  const drawn = campaigns.flatMap((campaign) => (campaign.effect ? [whisker(campaign.campaign, campaign.effect)] : []));
  const chart = whiskerChart({
    id: 'effect-whisker',
    title: 'What sending added to the share that responded, by campaign, with 95% intervals',
    rows: drawn,
    tick: (value) => signed(100 * value, 1),
    format: points,
    room: smallestEffect / 4,
    caption: 'Percentage points that sending added. The bar is the 95% interval; a hollow dot has not enough people behind it to be believed.',
  });
  return section(
    'effect',
    'What sending brought',
    html`A success is the event <b>${outcome.type}</b> from ${dateTime(outcome.from)} until ${dateTime(outcome.until)}. All who were to get a message are compared with all who were held out, whoever was reached in the end.`,
    html`<div class="two">${drawn.length > 0 ? chart : nothing}<ul class="verdicts">${campaigns.map((campaign) => verdict(campaign, smallestEffect))}</ul></div>
    ${outcome.windowIsOver ? nothing : html`<p class="notice"><strong>The window is still open.</strong> These figures will change, so do not decide by them yet.</p>`}
    ${unreadEvents > 0 ? html`<p class="notice">${plural(unreadEvents, 'event')} could not be read, or named nobody.</p>` : nothing}
    <p class="soft">The holdout is one for all campaigns: a person of several segments counts in each, so the figures of two campaigns must not be added.</p>`,
  );
}

const whisker = (name: string, { difference, low, high, verdict }: Effect): Whisker => ({ name, value: difference, low, high, kind: VERDICTS[verdict], says: verdict });

function verdict({ campaign, segment, sent, arms: { audience, heldOut }, effect: found }: CampaignEffectReport, smallestEffect: number): Html {
  const arms = html`${count(audience.responders)} of ${count(audience.people)} to be sent to responded${share(audience)}, and ${count(heldOut.responders)} of ${count(heldOut.people)} held out${share(heldOut)}; ${plural(sent, 'message')} went out.`;
  if (!found) return html`<li><b>${campaign}</b> <span class="badge">nothing to compare</span><span class="soft">${arms} One side has nobody.</span></li>`;
  return html`<li><b>${campaign}</b> <span class="badge ${VERDICTS[found.verdict]}">${found.verdict}</span> <span class="soft">Segment ${segment}. ${arms} ${consequence(found, smallestEffect)}</span></li>`;
}

function consequence({ verdict: said, neededPerArm, peoplePerArm, responders }: Effect, smallestEffect: number): Html {
  if (said === 'adds') return html`That is ${count(responders.added)} people who would not have, from ${count(responders.low)} to ${count(responders.high)}.`;
  if (said === 'not enough people yet') return html`To see an effect of ${fixed(100 * smallestEffect, 1)} points needs about ${count(neededPerArm)} people on each side; these are worth ${count(Math.floor(peoplePerArm))}.`;
  if (said === 'harms') return html`The whole interval lies below zero: fewer responded because of it.`;
  return html`The interval holds zero: with so many people, an effect worth knowing would most likely have shown.`;
}

const share = ({ people, responders }: { people: number; responders: number }): string => (people === 0 ? '' : ` (${percent(responders / people)})`);
