import type { CampaignResult } from '@parley/activation';
import type { GateVerdict, Incrementality, Judgement } from '@parley/segmentation';

/** What a run found: `report.json`, and all that `report.html` draws from. Seconds are wall time. */
export interface ReportData {
  contract: string;
  runId: string;
  seed: number;
  /** ISO time the run was made. */
  madeAt: string;
  /** True where people, consents or zones were made up; the report says so. */
  synthetic: { people: boolean; consent: boolean; zones: boolean };
  /** The partner who rehearsed a real file against a made-up owner: then no gain means anything, and none is shown. */
  rehearsedAs?: string;
  /** `rows` are usable; `quarantined` were set aside besides. */
  parties: { name: string; role: 'owner' | 'partner'; rows: number; quarantined: number }[];
  matching: { partner: string; ownerRows: number; partnerRows: number; matched: number; rate: number; byEmail: number; byPhone: number }[];
  queries: { name: string; partner: string; kind: 'match' | 'insight'; status: string; rows: number; tables: string[]; seconds: number; columns: string[]; rule: string }[];
  /** Rows of each insight analysis: groups above their threshold. */
  insights: { name: string; partner: string; columns: string[]; rows: (string | number | null)[][]; thresholds: string[] }[];
  model: ModelReport;
  segments: { name: string; size: number; describes: string; waterfall: { step: string; count: number }[] }[];
  activation: ActivationReport[];
  /** What counts as a success, where the plan says it. */
  outcome?: { type: string; days: number };
  /** What sending brought, once it was measured. */
  effect?: EffectReport;
  /** What left each party's account, in plain words and counts. */
  disclosed: { party: string; to: string; what: string; rows: number; columns: string[]; promise: 'row-level enrichment of matched people' | 'groups above a threshold' }[];
  steps: { name: string; seconds: number }[];
  seconds: number;
  peakRssMb: number;
}

/** The judgement on a model, what it is called, and whether it passed its gate. */
export interface ModelReport extends Judgement {
  name: string;
  label: string;
  gate: GateVerdict;
}

export type ActivationReport = CampaignResult;

/** What the campaigns of a run brought, against those held out. Times are ISO; `smallestEffect` is a share. */
export interface EffectReport {
  outcome: { type: string; from: string; until: string; windowIsOver: boolean };
  smallestEffect: number;
  campaigns: CampaignEffectReport[];
  /** Records that could not be read or name nobody. */
  unreadEvents: number;
}

/** Arms as drawn, and messages that went out. `effect` is absent where an arm is empty. */
export interface CampaignEffectReport {
  campaign: string;
  segment: string;
  sent: number;
  arms: { audience: { people: number; responders: number }; heldOut: { people: number; responders: number } };
  effect?: Incrementality;
}
