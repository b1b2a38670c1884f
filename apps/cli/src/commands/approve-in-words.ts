import type { WaitingRun } from '../approval/waiting-runs';
import type { Terminal } from '../terminal';

/** A run that waits, as its approver reads it: how long, and how many people each campaign selects. */
export function runInWords({ runId, wouldSend, askedAt, until }: WaitingRun, now: Date, { bold, dim }: Terminal['colour']): string[] {
  const width = Math.max(...wouldSend.map(({ campaign }) => campaign.length), 0);
  return [
    `${bold(runId)} has waited ${span(now.getTime() - askedAt.getTime())}${until === undefined ? '' : `; in ${span(until.getTime() - now.getTime())} that is a no`}`,
    ...wouldSend.map(({ campaign, channel, people }) => `  ${campaign.padEnd(width)}  ${channel.padEnd(6)}  ${people.toLocaleString('en')} people`),
    dim('  At most so many: the send gate holds back whom consent, suppressions, quiet hours or caps forbid.'),
  ];
}

const MINUTE = 60_000;

function span(milliseconds: number): string {
  const minutes = Math.max(0, Math.round(milliseconds / MINUTE));
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)];
  if (days > 0) return `${days} d ${hours} h`;
  return hours > 0 ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
}
