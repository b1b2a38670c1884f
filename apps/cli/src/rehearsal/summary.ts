import type { ReportData } from '@parley/report';
import { join } from 'node:path';
import type { Terminal } from '../terminal';

const VERDICTS = { adds: 'adds', nothing: 'adds nothing', harms: 'does harm' } as const;

/** The end of a rehearsal in a few lines. */
export function printSummary(report: ReportData, out: string, terminal: Terminal): void {
  const { bold, green, yellow } = terminal.colour;
  const { model } = report;
  terminal.print('');
  for (const { partner, matched, rate } of report.matching) terminal.print(`${partner}: knows ${count(matched)} of the customers (${(100 * rate).toFixed(1)} %)`);
  for (const { partner, gain } of model.byPartner) {
    terminal.print(`${partner}: ${bold(VERDICTS[gain.verdict])} (AUC ${signed(gain.auc)}, 95 % from ${signed(gain.low)} to ${signed(gain.high)})`);
  }
  terminal.print(`Model "${model.name}": AUC ${model.own.auc.toFixed(3)} with own data, ${model.enriched.auc.toFixed(3)} with the partners' (${model.evaluation.kind} split)`);
  terminal.print(`Gate: ${model.gate.passed ? green('passed') : yellow('failed')}`);
  for (const { name, size } of report.segments) terminal.print(`Segment ${name}: ${count(size)} people`);
  for (const { campaign, approved, audience, sent, unknown } of report.activation) {
    const outcome = approved ? `${count(sent)} messages in the outbox${unknown > 0 ? `, ${count(unknown)} unknown` : ''}` : 'audience ready, waiting for approval (--approve)';
    terminal.print(`Campaign ${campaign}: ${count(audience)} selected, ${outcome}`);
  }
  terminal.print(`${report.seconds.toFixed(1)} s, ${count(report.peakRssMb)} MB`);
  terminal.print(`Report: ${bold(join(out, 'report.html'))}`);
}

const signed = (value: number): string => `${value >= 0 ? '+' : ''}${value.toFixed(4)}`;

const count = (value: number): string => value.toLocaleString('en');
