/** What a run found: `report.json`, and all that `report.html` draws from. Seconds are wall time. */
export interface ReportData {
  contract: string;
  runId: string;
  seed: number;
  /** ISO time the run was made. */
  madeAt: string;
  /** True where people, consents or zones were made up; the report says so. */
  synthetic: { people: boolean; consent: boolean; zones: boolean };
  /** `rows` are usable; `quarantined` were set aside besides. */
  parties: { name: string; role: 'owner' | 'partner'; rows: number; quarantined: number }[];
  matching: { partner: string; ownerRows: number; partnerRows: number; matched: number; rate: number; byEmail: number; byPhone: number }[];
  queries: { name: string; partner: string; kind: 'match' | 'insight'; status: string; rows: number; tables: string[]; seconds: number; columns: string[]; rule: string }[];
  /** Rows of each insight analysis: groups above their threshold. */
  insights: { name: string; partner: string; columns: string[]; rows: (string | number | null)[][]; thresholds: string[] }[];
  model: ModelReport;
  segments: { name: string; size: number; describes: string; waterfall: { step: string; count: number }[] }[];
  activation: ActivationReport[];
  /** What left each party's account, in plain words and counts. */
  disclosed: { party: string; to: string; what: string; rows: number; columns: string[]; promise: 'row-level enrichment of matched people' | 'groups above a threshold' }[];
  steps: { name: string; seconds: number }[];
  seconds: number;
  peakRssMb: number;
}

export interface Scorecard {
  auc: number;
  aucStdErr: number;
  logLoss: number;
  averagePrecision: number;
  liftAt10: number;
  ece: number;
}

export interface Gain {
  /** Difference of AUC: enriched minus own. */
  auc: number;
  /** 95 % interval. */
  low: number;
  high: number;
  verdict: 'adds' | 'nothing' | 'harms';
}

export interface ModelReport {
  name: string;
  label: string;
  evaluation: { kind: 'random' | 'time'; trainRows: number; testRows: number; positiveRate: { train: number; test: number } };
  /** What a random split would have claimed, where the split that counts is by time. */
  flattering?: { own: number; enriched: number };
  own: Scorecard;
  enriched: Scorecard;
  logistic: Scorecard;
  gain: Gain;
  byPartner: { partner: string; gain: Gain }[];
  /** What scores people: own columns alone where the partners' do harm. Calibration, importance and PSI are of that model. */
  scoring: 'own' | 'enriched';
  /** Reasons that begin with "Warning:" did not fail it. */
  gate: { passed: boolean; reasons: string[] };
  /** Share of people contacted against share of positives caught, on the test rows; both from 0 to 1. */
  liftCurve: { own: [number, number][]; enriched: [number, number][] };
  /** Ten equal-sized bins of the test rows: mean score, observed rate. */
  calibration: { predicted: number; observed: number; rows: number }[];
  /** Largest first; `source` is `own`, `events` or a partner. `gain` shares sum to 1. */
  importance: { feature: string; source: string; gain: number }[];
  /** Population stability index of the scores, train against test. */
  psi: number;
  /** AUC of each feature alone: a hint at leaks. */
  singleFeatureAuc: { feature: string; auc: number }[];
}

/** `audience = sent + failed + unknown + ready + sum(heldBack)`. */
export interface ActivationReport {
  campaign: string;
  segment: string;
  channel: string;
  status: 'done' | 'awaiting-approval' | 'dry-run' | 'stopped';
  approved: boolean;
  audience: number;
  sent: number;
  /** The channel refused it; not sent. */
  failed: number;
  /** A crash hid the outcome; never repeated. */
  unknown: number;
  /** Passed the gate and not sent: waiting for approval, a dry run, or stopped. */
  ready: number;
  heldBack: { consent: number; suppression: number; quietHours: number; cap: number; holdout: number; duplicate: number };
}
