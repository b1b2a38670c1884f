import type { CampaignEffectReport } from '@parley/report';
import type { Terminal } from '../terminal';
import type { IncrementalityReport } from './incrementality-report';

const VERDICTS = {
  adds: 'sending adds',
  'nothing shown': 'no effect shown',
  harms: 'sending does harm',
  'not enough people yet': 'not enough people yet',
} as const;

/** The report as a marketer reads it: people and shares first, the verdict with its interval, and what it does not say. */
export function incrementalityInWords({ outcome, smallestEffect, campaigns, unreadEvents }: IncrementalityReport, { bold, yellow, dim }: Terminal['colour']): string[] {
  return [
    bold(`What sending brought: ${outcome.type} until ${outcome.until}`),
    ...(outcome.windowIsOver ? [] : [yellow('The window is still open: these figures will change, so do not decide by them yet.')]),
    ...(unreadEvents > 0 ? [yellow(`${count(unreadEvents)} events could not be read or name nobody.`)] : []),
    ...campaigns.flatMap((campaign) => ['', ...campaignInWords(campaign, smallestEffect, bold)]),
    '',
    dim('All who were to get a message are compared with all who were held out, whoever was reached in the end. The holdout is one for all'),
    dim('campaigns: a person of several segments counts in each, so the figures of two campaigns must not be added.'),
  ];
}

function campaignInWords({ campaign, segment, arms, effect, sent }: CampaignEffectReport, smallestEffect: number, bold: (text: string) => string): string[] {
  const { audience, heldOut } = arms;
  const people = [
    `  to be sent to: ${count(audience.people)} people, ${count(audience.responders)} responded${share(audience)}; ${count(sent)} messages went out`,
    `  held out:      ${count(heldOut.people)} people, ${count(heldOut.responders)} responded${share(heldOut)}`,
  ];
  const head = (verdict: string) => bold(`${campaign} (${segment}): ${verdict}`);
  if (!effect) return [head('nothing to compare'), ...people, '  One side has nobody: raise holdout.share in owner/plan.yaml, or widen the segment.'];
  const interval = `  difference ${points(effect.difference)}, 95 % from ${points(effect.low)} to ${points(effect.high)}`;
  const needs = `  To see ${points(smallestEffect)} needs about ${count(effect.neededPerArm)} people on each side; these are worth ${count(Math.floor(effect.peoplePerArm))}.`;
  const added = `  That is ${count(Math.round(effect.responders.added))} people who would not have, from ${count(Math.round(effect.responders.low))} to ${count(Math.round(effect.responders.high))}.`;
  return [head(VERDICTS[effect.verdict]), ...people, interval, ...(effect.verdict === 'not enough people yet' ? [needs] : effect.verdict === 'adds' ? [added] : [])];
}

const count = (value: number): string => value.toLocaleString('en');

const share = ({ people, responders }: { people: number; responders: number }): string => (people === 0 ? '' : ` (${((100 * responders) / people).toFixed(2)} %)`);

const points = (value: number): string => `${value >= 0 ? '+' : ''}${(100 * value).toFixed(2)} points`;
