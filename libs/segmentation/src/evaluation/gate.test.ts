import { gate } from './gate';
import type { Judgement } from './judge-fits';

const limits = { minAuc: 0.6, maxEce: 0.1, maxPsi: 0.25 };
const card = { auc: 0.75, aucStdErr: 0.01, logLoss: 0.4, averagePrecision: 0.5, liftAt10: 3, ece: 0.02 };

const sound: Judgement = {
  evaluation: { kind: 'random', trainRows: 3000, testRows: 1000, positiveRate: { train: 0.2, test: 0.2 } },
  own: { ...card, auc: 0.7 },
  enriched: card,
  logistic: { ...card, auc: 0.74 },
  gain: { auc: 0.05, low: 0.03, high: 0.07, verdict: 'adds' },
  byPartner: [],
  scoring: 'enriched',
  calibration: [],
  psi: 0.01,
  importance: [],
  singleFeatureAuc: [{ feature: 'visits', auc: 0.66 }],
  liftCurve: { own: [], enriched: [] },
};

describe('gate', () => {
  it('passes a sound model without a word', () => {
    expect(gate(sound, limits)).toEqual({ passed: true, reasons: [] });
  });

  it.each<[string, Partial<Judgement>, RegExp]>([
    ['a low AUC', { enriched: { ...card, auc: 0.59 } }, /AUC 0\.590 is below/],
    ['an AUC that is NaN', { enriched: { ...card, auc: Number.NaN } }, /AUC that is not a number/],
    ['bad calibration', { enriched: { ...card, ece: 0.11 } }, /ECE\) 0\.110 is above/],
    ['calibration that is NaN', { enriched: { ...card, ece: Number.NaN } }, /ECE/],
    ['drift', { psi: 0.26 }, /PSI\) 0\.260 is above/],
    ['drift that is NaN', { psi: Number.NaN }, /PSI/],
    ['a feature that knows the outcome', { singleFeatureAuc: [{ feature: 'duration', auc: 0.97 }] }, /"duration" alone reaches AUC 0\.970/],
    ['a feature whose AUC is NaN', { singleFeatureAuc: [{ feature: 'duration', auc: Number.NaN }] }, /"duration"/],
    ['an interval that is none', { gain: { auc: 0, low: Number.NaN, high: 1, verdict: 'nothing' } }, /interval/],
  ])('fails %s', (_, change, reason) => {
    expect(gate({ ...sound, ...change }, limits)).toMatchObject({ passed: false, reasons: expect.arrayContaining([expect.stringMatching(reason)]) });
  });

  it('gives every reason at once, failures before warnings', () => {
    const { passed, reasons } = gate({ ...sound, psi: 1, enriched: { ...card, auc: 0.5 }, logistic: { ...card, auc: 0.8 } }, limits);
    expect(passed).toBe(false);
    expect(reasons).toEqual([expect.stringMatching(/^AUC/), expect.stringMatching(/^Drift/), expect.stringMatching(/^Warning: logistic/)]);
  });

  it('only warns where logistic regression is clearly better', () => {
    const verdict = gate({ ...sound, logistic: { ...card, auc: 0.77 } }, limits);
    expect(verdict).toEqual({ passed: true, reasons: [expect.stringMatching(/^Warning: logistic regression is clearly better/)] });
  });

  it('judges the model that will score', () => {
    const harmed: Judgement = { ...sound, scoring: 'own', enriched: { ...card, auc: 0.4, ece: 0.5 } };
    expect(gate(harmed, limits).passed).toBe(true);
    expect(gate({ ...harmed, own: { ...card, auc: 0.4 } }, limits).passed).toBe(false);
  });
});
