import { bars } from '../charts/bars';
import { count } from '../format';
import { html, type Html, nothing } from '../html';
import type { ActivationReport, ReportData } from '../report-data';
import { section } from './section';

const REASONS: { key: keyof ActivationReport['heldBack']; words: string }[] = [
  { key: 'consent', words: 'no consent' },
  { key: 'noAddress', words: 'no address of this channel' },
  { key: 'suppression', words: 'on the suppression list' },
  { key: 'quietHours', words: 'quiet hours where they live: deferred, not lost' },
  { key: 'cap', words: 'had enough messages lately' },
  { key: 'holdout', words: 'held out, to measure the effect' },
  { key: 'duplicate', words: 'already on its way' },
];

const STATUS: Record<ActivationReport['status'], string> = {
  done: 'sent',
  'awaiting-approval': 'waiting for a person’s approval',
  'dry-run': 'dry run: nothing sent',
  stopped: 'stopped by the stop switch',
};

/** What was sent, what was held back, and why. */
export function sending(data: ReportData): Html {
  const body = data.activation.length > 0 ? html`<div class="grid3">${data.activation.map(campaign)}</div>` : html`<p class="soft">${data.model.gate.passed ? 'The plan has no campaign.' : 'The gate failed, so no campaign ran.'}</p>`;
  return section('sending', 'What was sent, and what was held back', 'One gate stands before every message: consent, suppression, quiet hours, cap, holdout, duplicates, in this order.', body);
}

function campaign(report: ActivationReport): Html {
  const rows = [
    { words: 'sent', value: report.sent, kind: 'sent', always: true },
    { words: 'ready, not sent', value: report.ready, kind: 'sent', always: false },
    ...REASONS.map(({ key, words }) => ({ words, value: report.heldBack[key], kind: 'held', always: true })),
    { words: 'refused by the channel', value: report.failed, kind: 'held', always: false },
    { words: 'unknown after a crash: never repeated', value: report.unknown, kind: 'held', always: false },
  ].filter(({ value, always }) => always || value > 0);
  return html`<article class="segment"><h3>${report.campaign}</h3>
    <p class="soft">${report.channel} to ${report.segment}: ${STATUS[report.status]}</p>
    <p class="size"><b>${count(report.audience)}</b> in the audience</p>
    ${bars(rows.map(({ words, value, kind }) => ({ label: words, value: count(value), parts: [{ share: value / Math.max(1, report.audience), kind, title: '' }] })))}
    ${report.heldBack.quietHours > 0 ? html`<p class="soft">What quiet hours put off waits in <code>deferred.jsonl</code>.</p>` : nothing}</article>`;
}
