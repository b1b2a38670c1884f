import { type Gain, incrementality, type Scorecard } from '@parley/segmentation';
import type { CampaignEffectReport, ModelReport, ReportData } from '../report-data';

/** Three runs of the shape the pipeline makes: a partner that adds, one that adds nothing, and a model that fails its gate. */
export const adds: ReportData = {
  contract: 'repeat-purchase',
  runId: 'run-7f3a',
  seed: 1,
  madeAt: '2026-07-01T09:30:00.000Z',
  synthetic: { people: true, consent: true, zones: true },
  parties: [
    { name: 'owner', role: 'owner', rows: 19_888, quarantined: 112 },
    { name: 'partner-sample', role: 'partner', rows: 31_159, quarantined: 241 },
    { name: 'partner-other', role: 'partner', rows: 18_238, quarantined: 12 },
  ],
  matching: [
    { partner: 'partner-sample', ownerRows: 19_888, partnerRows: 31_159, matched: 13_842, rate: 0.696, byEmail: 11_930, byPhone: 1_912 },
    { partner: 'partner-other', ownerRows: 19_888, partnerRows: 18_238, matched: 8_254, rate: 0.415, byEmail: 7_103, byPhone: 1_151 },
  ],
  queries: ['partner-sample', 'partner-other'].flatMap((partner) => [
    query('match-by-email', partner, 'match', partner === 'partner-sample' ? 11_930 : 7_103),
    query('match-by-phone', partner, 'match', partner === 'partner-sample' ? 9_204 : 5_777),
    query('buyers-by-income', partner, 'insight', 5),
  ]),
  insights: [
    {
      name: 'buyers-by-income',
      partner: 'partner-sample',
      columns: ['income_band', 'people', 'average_trips'],
      rows: [
        ['under 20k', 1204, 0.8],
        ['20k to 40k', 4310, 1.4],
        ['40k to 60k', 4876, 2.1],
        ['60k to 90k', 2401, 3.3],
        [null, 1051, 1.7],
      ],
      thresholds: ['at least 100 distinct people a group'],
    },
    { name: 'readers-by-section', partner: 'partner-other', columns: ['section', 'people'], rows: [], thresholds: ['at least 100 distinct people a group'] },
  ],
  model: model({
    name: 'repeat-purchase',
    label: 'bought_again = yes',
    own: card(0.712, 2.35),
    enriched: card(0.781, 3.21),
    gain: gain(0.069, 0.054, 0.084, 'adds'),
    byPartner: [
      { partner: 'partner-sample', gain: gain(0.068, 0.053, 0.083, 'adds') },
      { partner: 'partner-other', gain: gain(0.0008, -0.0021, 0.0036, 'nothing') },
    ],
    sharpness: [0.235, 0.321],
  }),
  segments: [
    segment('most-likely', 1_989, 'the best 10 % by score'),
    segment('on-the-fence', 3_977, 'deciles 2 and 3'),
    segment('more-likely-than-not', 804, 'score of at least 0.5'),
  ],
  activation: [
    { campaign: 'new-arrivals', segment: 'most-likely', channel: 'email', status: 'done', approved: true, audience: 1_989, sent: 1_163, failed: 0, unknown: 0, ready: 0, heldBack: { consent: 402, noAddress: 0, suppression: 31, quietHours: 188, cap: 0, holdout: 203, duplicate: 2 } },
    { campaign: 'free-delivery', segment: 'on-the-fence', channel: 'email', status: 'done', approved: true, audience: 3_977, sent: 2_286, failed: 1, unknown: 3, ready: 0, heldBack: { consent: 811, noAddress: 0, suppression: 67, quietHours: 391, cap: 41, holdout: 373, duplicate: 4 } },
  ],
  outcome: { type: 'order.completed', days: 14 },
  effect: {
    outcome: { type: 'order.completed', from: '2026-07-01T17:00:00.000Z', until: '2026-07-15T17:00:00.000Z', windowIsOver: true },
    smallestEffect: 0.05,
    campaigns: [
      brought({ campaign: 'new-arrivals', segment: 'most-likely', sent: 1_163 }, [1_786, 402], [203, 31]),
      brought({ campaign: 'free-delivery', segment: 'on-the-fence', sent: 2_286 }, [7_204, 1_381], [745, 82]),
      brought({ campaign: 'stock-alert', segment: 'more-likely-than-not', sent: 4_120 }, [6_210, 611], [690, 70]),
      brought({ campaign: 'app-offer', segment: 'most-likely', sent: 3_900 }, [5_940, 480], [660, 91]),
    ],
    unreadEvents: 3,
  },
  disclosed: [
    { party: 'partner-sample', to: 'owner', what: 'attributes of matched people', rows: 13_842, columns: ['customer_id', 'income_band', 'home_status', 'children_at_home', 'category_interest'], promise: 'row-level enrichment of matched people' },
    { party: 'partner-sample', to: 'owner', what: 'buyers by income', rows: 5, columns: ['income_band', 'people', 'average_trips'], promise: 'groups above a threshold' },
    { party: 'partner-other', to: 'owner', what: 'attributes of matched people', rows: 8_254, columns: ['customer_id', 'favourite_section', 'articles_a_week'], promise: 'row-level enrichment of matched people' },
  ],
  steps: [
    { name: 'normalise', seconds: 2.31 },
    { name: 'query', seconds: 3.05 },
    { name: 'features', seconds: 0.62 },
    { name: 'train', seconds: 9.8 },
    { name: 'evaluate', seconds: 6.41 },
    { name: 'score', seconds: 0.5 },
    { name: 'activate', seconds: 4.02 },
    { name: 'report', seconds: 0.1 },
  ],
  seconds: 27.2,
  peakRssMb: 412,
};

const { effect: _measured, ...unmeasured } = adds;

export const addsNothing: ReportData = {
  ...unmeasured,
  contract: 'telco-churn',
  synthetic: { people: false, consent: true, zones: true },
  parties: [
    { name: 'owner', role: 'owner', rows: 7_043, quarantined: 0 },
    { name: 'partner', role: 'partner', rows: 6_192, quarantined: 9 },
  ],
  matching: [{ partner: 'partner', ownerRows: 7_043, partnerRows: 6_192, matched: 5_388, rate: 0.765, byEmail: 4_902, byPhone: 486 }],
  queries: [query('match-by-email', 'partner', 'match', 4_902), query('match-by-phone', 'partner', 'match', 3_011)],
  insights: [],
  model: model({
    name: 'churn',
    label: 'Churn = Yes',
    own: card(0.838, 2.81),
    enriched: card(0.8375, 2.8),
    gain: gain(-0.0005, -0.0039, 0.0028, 'nothing'),
    byPartner: [{ partner: 'partner', gain: gain(-0.0005, -0.0039, 0.0028, 'nothing') }],
    sharpness: [0.281, 0.28],
  }),
  segments: [segment('likely-to-leave', 704, 'the best 10 % by score')],
  activation: [{ campaign: 'stay-with-us', segment: 'likely-to-leave', channel: 'email', status: 'awaiting-approval', approved: false, audience: 704, sent: 0, failed: 0, unknown: 0, ready: 420, heldBack: { consent: 141, noAddress: 0, suppression: 0, quietHours: 75, cap: 0, holdout: 68, duplicate: 0 } }],
  disclosed: [{ party: 'partner', to: 'owner', what: 'attributes of matched people', rows: 5_388, columns: ['customer_id', 'streaming', 'devices'], promise: 'row-level enrichment of matched people' }],
};

export const gateFailed: ReportData = {
  ...addsNothing,
  contract: 'bank-marketing',
  model: {
    ...model({
      name: 'deposit',
      label: 'y = yes <b>',
      own: card(0.571, 1.42),
      enriched: card(0.559, 1.3),
      gain: gain(-0.012, -0.021, -0.003, 'harms'),
      byPartner: [{ partner: 'partner', gain: gain(-0.012, -0.021, -0.003, 'harms') }],
      sharpness: [0.142, 0.13],
    }),
    evaluation: { kind: 'time', trainRows: 30_891, testRows: 10_297, positiveRate: { train: 0.062, test: 0.264 } },
    flattering: { own: 0.776, enriched: 0.781 },
    gate: { passed: false, reasons: ['AUC 0.559 is below the plan’s 0.6', 'calibration error 0.12 is above the plan’s 0.1', 'PSI 0.41 is above the plan’s 0.25', "Warning: the partners' columns make the model worse; it scores with the owner's columns only."] },
    singleFeatureAuc: [{ feature: 'duration', auc: 0.941 }, { feature: 'age', auc: 0.53 }],
  },
  segments: [],
  activation: [],
};

/** People and those of them who responded, by arm. */
function brought(campaign: Pick<CampaignEffectReport, 'campaign' | 'segment' | 'sent'>, [sent, bought]: [number, number], [heldOut, alsoBought]: [number, number]): CampaignEffectReport {
  const arms = { audience: { people: sent, responders: bought }, heldOut: { people: heldOut, responders: alsoBought } };
  return { ...campaign, arms, effect: incrementality({ sent: arms.audience, heldOut: arms.heldOut }, 0.05) };
}

function card(auc: number, liftAt10: number): Scorecard {
  return { auc, aucStdErr: 0.0061, logLoss: 0.412, averagePrecision: 0.431, liftAt10, ece: 0.0124 };
}

function gain(auc: number, low: number, high: number, verdict: Gain['verdict']): Gain {
  return { auc, low, high, verdict };
}

function model(parts: Pick<ModelReport, 'name' | 'label' | 'own' | 'enriched' | 'gain' | 'byPartner'> & { sharpness: [number, number] }): ModelReport {
  const { sharpness, ...rest } = parts;
  return {
    ...rest,
    evaluation: { kind: 'random', trainRows: 14_916, testRows: 4_972, positiveRate: { train: 0.181, test: 0.178 } },
    logistic: card(rest.enriched.auc - 0.014, 2.9),
    gate: { passed: true, reasons: ['Warning: logistic regression is clearly better here (AUC 0.790 against 0.781): the simpler model.'] },
    liftCurve: { own: curve(sharpness[0]), enriched: curve(sharpness[1]) },
    calibration: [0.03, 0.05, 0.07, 0.1, 0.13, 0.17, 0.22, 0.28, 0.37, 0.55].map((predicted, index) => ({ predicted, observed: predicted + (index % 2 ? 0.014 : -0.009), rows: 497 })),
    importance: [
      { feature: 'income_band', source: rest.byPartner[0]?.partner ?? 'own', gain: 0.24 },
      { feature: 'days_since_order', source: 'own', gain: 0.19 },
      { feature: 'newsletter_opens', source: 'own', gain: 0.15 },
      { feature: 'product.viewed', source: 'events', gain: 0.12 },
      { feature: 'category_interest', source: rest.byPartner[0]?.partner ?? 'own', gain: 0.11 },
      { feature: 'average_basket', source: 'own', gain: 0.1 },
      { feature: 'favourite_section', source: rest.byPartner.at(-1)?.partner ?? 'own', gain: 0.06 },
      { feature: 'sign_up_channel', source: 'own', gain: 0.03 },
    ],
    scoring: rest.gain.verdict === 'harms' ? 'own' : 'enriched',
    psi: 0.013,
    singleFeatureAuc: [{ feature: 'days_since_order', auc: 0.64 }],
  };
}

/** A gains curve that passes through `atTen` at 10 %. */
function curve(atTen: number): [number, number][] {
  const power = Math.log(atTen) / Math.log(0.1);
  return Array.from({ length: 101 }, (_, index) => [index / 100, (index / 100) ** power]);
}

function segment(name: string, selected: number, describes: string): ReportData['segments'][number] {
  const left = (share: number): number => Math.round(selected * share);
  return {
    name,
    size: left(0.7),
    describes,
    waterfall: [
      { step: 'scored', count: 19_888 },
      { step: 'selected', count: selected },
      { step: 'not suppressed', count: left(0.98) },
      { step: 'consented', count: left(0.78) },
      { step: 'audience after holdout', count: left(0.7) },
    ],
  };
}

function query(name: string, partner: string, kind: 'match' | 'insight', rows: number): ReportData['queries'][number] {
  return {
    name,
    partner,
    kind,
    status: 'SUCCESS',
    rows,
    tables: ['customers', 'people'],
    seconds: 0.42,
    columns: kind === 'match' ? ['customer_id', 'income_band', 'home_status'] : ['income_band', 'people'],
    rule: kind === 'match' ? 'LIST' : 'AGGREGATION',
  };
}
