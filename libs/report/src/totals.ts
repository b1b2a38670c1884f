import type { ActivationReport, ReportData } from './report-data';

/** Sums that several sections tell. */
export interface Totals {
  customers: number;
  usable: number;
  sent: number;
  heldBack: number;
  ready: number;
  /** Failed and unknown together. */
  troubled: number;
}

export function totalsOf({ parties, activation }: ReportData): Totals {
  const owner = parties.find(({ role }) => role === 'owner');
  const sum = (of: (campaign: ActivationReport) => number): number => activation.reduce((total, campaign) => total + of(campaign), 0);
  return {
    customers: (owner?.rows ?? 0) + (owner?.quarantined ?? 0),
    usable: owner?.rows ?? 0,
    sent: sum(({ sent }) => sent),
    heldBack: sum(heldBackOf),
    ready: sum(({ ready }) => ready),
    troubled: sum(({ failed, unknown }) => failed + unknown),
  };
}

/** Whom a segment selects: what its campaigns are given, before the gate. */
export function selectedOf({ size, waterfall }: ReportData['segments'][number]): number {
  return waterfall[1]?.count ?? size;
}

export function heldBackOf({ heldBack }: ActivationReport): number {
  return Object.values(heldBack).reduce((total, count) => total + count, 0);
}
