import { dateTime, inWords, percent } from '../format';
import { html, type Html, nothing } from '../html';
import { captureAt } from '../charts/lift-chart';
import type { ReportData } from '../report-data';

/** What the run says, in one sentence; and what must be known before believing it. */
export function headline(data: ReportData): Html {
  return html`<header>
    <p class="kicker">Parley <span aria-hidden="true">·</span> ${data.contract} <span aria-hidden="true">·</span> <time datetime="${data.madeAt}">${dateTime(data.madeAt)}</time></p>
    <h1>${sentence(data)}</h1>
    ${madeUp(data)}
  </header>`;
}

/** Exported for the tests: the sentence is the promise of the whole report. */
export function sentence({ model, parties, matching, rehearsedAs }: ReportData): Html {
  if (rehearsedAs !== undefined) return forPartner(rehearsedAs, matching);
  const { gain, byPartner, liftCurve, gate } = model;
  const useful = byPartner.filter((one) => one.gain.verdict === 'adds').map(({ partner }) => partner);
  const all = parties.filter(({ role }) => role === 'partner').map(({ name }) => name);
  const [own, enriched] = [captureAt(liftCurve.own, 0.1), captureAt(liftCurve.enriched, 0.1)];
  const stop = gate.passed ? nothing : html` The model did not pass its gate, so nothing was sent.`;
  if (matching.length === 0) return html`No partner took part in this run.${stop}`;
  if (gain.verdict === 'harms') return html`${owners(all)} data made the model <em class="bad">worse</em>, so it was left out.${stop}`;
  if (gain.verdict === 'nothing') return html`${owners(all)} data <em>added nothing</em> that this test could measure.${stop}`;
  const who = owners(useful.length > 0 ? useful : all);
  if (own <= 0 || enriched <= own) return html`${who} data <em class="good">ranks people better</em>, though not among the first 10% you contact.${stop}`;
  return html`${who} data lets you find <em class="good">${percent(enriched / own - 1)} more</em> of the people you look for among the first 10% you contact.${stop}`;
}

/** A partner asks what would leave its account, not what it is worth to an owner who does not exist. */
function forPartner(partner: string, [match]: ReportData['matching']): Html {
  if (!match) return html`No customer of the made-up owner was looked for in ${partner}’s file.`;
  return html`<em>${percent(match.rate)}</em> of a made-up owner’s customers were found in ${partner}’s file. Below is all that would leave the account.`;
}

function owners(names: readonly string[]): string {
  return inWords(names.map((name, index) => (index === names.length - 1 ? `${name}’s` : name)));
}

function madeUp({ synthetic, rehearsedAs }: ReportData): Html {
  const people = rehearsedAs === undefined ? 'the people' : 'the owner and its customers';
  const what = [synthetic.people ? people : '', synthetic.consent ? 'their consent' : '', synthetic.zones ? 'their time zones' : ''].filter((word) => word !== '');
  if (what.length === 0) return nothing;
  return html`<p class="notice"><strong>Made up for this rehearsal:</strong> ${inWords(what)}. Counts that rest on them say nothing about real people.</p>`;
}
