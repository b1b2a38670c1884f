import type { Dataset } from '@parley/gradient-boosting';
import { onlyColumns } from '../dataset/combine-datasets';
import { checkBoosterLimit } from './booster-limit';
import { fitFinal } from './fit-final';
import { gate } from './gate';
import { judgeModel } from './judge-model';
import type { JudgeRequest } from './judge-request';
import type { Learner } from './learner';
import { splitRows, type Split } from './split-rows';
import { people } from './testing/people';

/** Learns one weight a feature: the difference of its class means. Plain enough to follow, good enough to find what is there. */
const meansLearner: Learner<{ weights: Map<string, number> }> = {
  train: (data, labels) => ({ weights: new Map(data.features.map((feature) => [feature.name, weightOf(feature, labels)])) }),
  score: ({ weights }, data) =>
    Float64Array.from({ length: data.rows }, (_, row) => {
      const logit = data.features.reduce((sum, feature) => sum + (weights.get(feature.name) ?? 0) * valueAt(feature, row), 0);
      return 1 / (1 + Math.exp(-logit));
    }),
  importance: ({ weights }) => Array.from(weights, ([feature, weight]) => ({ feature, gain: Math.abs(weight) })),
};

const valueAt = (feature: Dataset['features'][number], row: number): number => (feature.kind === 'numeric' ? feature.values[row] || 0 : 0);

function weightOf(feature: Dataset['features'][number], labels: Uint8Array): number {
  const rows = [0, 0];
  const sums = [0, 0];
  labels.forEach((label, row) => {
    rows[label] += 1;
    sums[label] += valueAt(feature, row);
  });
  return sums[1] / rows[1] - sums[0] / rows[0];
}

function request(partnerSignal: number, change: Partial<JudgeRequest<ReturnType<typeof meansLearner.train>, ReturnType<typeof meansLearner.train>>> = {}) {
  const { sources, labels } = people({ rows: 800, partnerSignal, seed: 5 });
  const split = splitRows({ kind: 'random', testShare: 0.25 }, labels, 3);
  return { sources, labels, split, learner: meansLearner, baseline: meansLearner, seed: 1, ...change };
}

/** Which rows a dataset is of, by its column `row`. */
const rowsOf = (data: Dataset): number[] => onlyColumns(data, ['row']).features.flatMap((feature) => (feature.kind === 'numeric' ? [...feature.values] : []));

const byTime = (rows: number): Split => splitRows({ kind: 'time', testShare: 0.25, order: Array.from({ length: rows }, (_, row) => row) }, new Uint8Array(rows), 1);

describe('judgeModel', () => {
  it('says a useful partner adds and a useless one nothing', () => {
    const judged = judgeModel(request(1.5));
    expect(judged.gain.verdict).toBe('adds');
    expect(judged.byPartner.map(({ partner, gain }) => [partner, gain.verdict])).toEqual([
      ['useful', 'adds'],
      ['useless', 'nothing'],
    ]);
    expect(judged.gain.auc).toBeCloseTo(judged.enriched.auc - judged.own.auc, 12);
    expect(judged.logistic.auc).toBe(judged.enriched.auc);
    expect(judged.scoring).toBe('enriched');
    expect(judged.flattering).toBeUndefined();
    expect(judged.importance.map(({ gain }) => gain).reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    expect(new Set(judged.importance.map(({ source }) => source))).toEqual(new Set(['own', 'events', 'useful', 'useless']));
  });

  it('says a column that turns round harms, and then scores without partners', () => {
    const turned = request(1.5, { split: byTime(800) });
    const test = new Set(turned.split.test);
    const [useful] = turned.sources.partners;
    const harmful = {
      partner: 'useful',
      data: {
        rows: 800,
        features: useful!.data.features.map((feature) =>
          feature.kind === 'numeric' ? { ...feature, values: feature.values.map((value, row) => (test.has(row) ? -value : value)) } : feature,
        ),
      },
    };
    const sources = { ...turned.sources, partners: [harmful] };
    const judged = judgeModel({ ...turned, sources });
    expect(judged.gain.verdict).toBe('harms');
    expect(judged.scoring).toBe('own');
    expect(judged.flattering!.enriched).toBeGreaterThan(judged.enriched.auc);
    expect(judged.importance.every(({ source }) => source === 'own' || source === 'events')).toBe(true);
    const final = fitFinal(sources, turned.labels, meansLearner, 1, judged);
    expect([final.columns, final.features]).toEqual(['own', ['o0', 'o1', 'events:visit']]);
    expect(gate(judged, { minAuc: 0.5, maxEce: 1, maxPsi: 9 })).toEqual({ passed: true, reasons: [expect.stringContaining('Warning: the partners')] });
  });

  it('finds exactly nothing where there is no partner', () => {
    const alone = request(1);
    const judged = judgeModel({ ...alone, sources: { own: alone.sources.own, partners: [] } });
    expect(judged.gain).toEqual({ auc: 0, low: 0, high: 0, verdict: 'nothing' });
    expect(judged.byPartner).toEqual([]);
  });

  it.each(['random', 'time'] as const)('never lets a figure on a %s split see a model that learnt from a test row', (kind) => {
    const given = request(1);
    const split = kind === 'time' ? byTime(800) : given.split;
    const rowNumber: Dataset = { rows: 800, features: [{ kind: 'numeric', name: 'row', values: Float64Array.from({ length: 800 }, (_, row) => row) }] };
    const spy: Learner<Set<number>> = {
      train: (data) => new Set(rowsOf(data)),
      score: (learnt, data) => {
        expect(rowsOf(data).filter((row) => learnt.has(row))).toEqual([]);
        return Float64Array.from({ length: data.rows }, (_, row) => (row % 7) / 7);
      },
      importance: () => [],
    };
    let steps: [number, number][] = [];
    const onTrained = (done: number, total: number): void => void steps.push([done, total]);
    judgeModel({ ...given, split, sources: { ...given.sources, own: rowNumber }, learner: spy, baseline: spy, onTrained });
    expect(steps.at(-1)).toEqual([steps.length, steps.length]);
  });

  it('judges the same again, to the last digit', () => {
    expect(judgeModel(request(0.4))).toEqual(judgeModel(request(0.4)));
  });

  it('refuses what it cannot judge, all problems at once', () => {
    const given = request(1);
    expect(() => judgeModel({ ...given, labels: new Uint8Array(800) })).toThrow(
      expect.objectContaining({ code: 'SEGMENTATION_TOO_FEW_TO_JUDGE', problems: [expect.anything(), expect.anything()] }),
    );
    expect(() => judgeModel({ ...given, orderColumn: 'o1' })).toThrow(expect.objectContaining({ code: 'SEGMENTATION_ORDER_IS_A_FEATURE' }));
    expect(() => judgeModel({ ...given, thirds: 1 })).toThrow(expect.objectContaining({ code: 'SEGMENTATION_TOO_FEW_THIRDS' }));
    expect(() => judgeModel({ ...given, labels: given.labels.slice(1) })).toThrow(expect.objectContaining({ code: 'SEGMENTATION_ROWS_DIFFER' }));
  });
});

describe('fitFinal', () => {
  it('learns from every labelled row, with the columns the judgement chose', () => {
    const { sources, labels } = request(1);
    const rows: number[] = [];
    const counting: Learner<number> = { ...meansLearner, train: (data) => rows.push(data.rows), score: () => new Float64Array(0), importance: () => [] };
    expect(fitFinal(sources, labels, counting, 1, { scoring: 'enriched' }).features).toEqual(['o0', 'o1', 'events:visit', 'u0', 'n0']);
    expect(rows).toEqual([800]);
  });
});

const ownFit = (rows: number) => ({ name: 'own', features: Array.from({ length: 20 }, (_, index) => `f${index}`), learnsFrom: new Int32Array(rows), scores: new Int32Array(0) });

it('refuses what would not end in a Lambda function, and names SageMaker', () => {
  expect(() => checkBoosterLimit([ownFit(3_700_000)], 200)).not.toThrow();
  expect(() => checkBoosterLimit([ownFit(3_800_000)], 200)).toThrow(expect.objectContaining({ code: 'SEGMENTATION_TOO_MUCH_FOR_BOOSTER', message: expect.stringContaining('sagemaker') }));
});
