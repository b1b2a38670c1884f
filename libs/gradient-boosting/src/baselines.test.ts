import { readCsvTable, type TableColumn } from '@parley/tabular';
import { describeWith, sharedPath } from '@parley/testing';
import { scoreBooster } from './booster/score-booster';
import { trainBooster } from './booster/train-booster';
import type { Dataset, Feature } from './dataset';
import { pairwiseAuc } from './fixtures';
import { scoreLogistic } from './logistic/score-logistic';
import { trainLogistic } from './logistic/train-logistic';

/** Columns the owner of online-shoppers holds (spec/data-and-baselines.md, section 2). */
const NUMBERS = ['Administrative', 'Administrative_Duration', 'Informational', 'Informational_Duration', 'ProductRelated', 'ProductRelated_Duration', 'BounceRates', 'ExitRates', 'PageValues'];
const TEXTS = ['VisitorType'];

interface Part {
  data: Dataset;
  labels: Uint8Array;
}

async function readPart(part: 'train' | 'test'): Promise<Part> {
  const { columns } = await readCsvTable(sharedPath('data', 'online-shoppers', 'full.csv.gz'));
  const valuesOf = (name: string): TableColumn['values'] => columns.find((column) => column.name === name)?.values ?? [];
  const split = valuesOf('split');
  const ofPart = (name: string) => valuesOf(name).filter((_, row) => split[row] === part);
  const labels = Uint8Array.from(ofPart('Revenue'), (value) => (value === 'True' ? 1 : 0));
  const numbers = NUMBERS.map((name): Feature => ({ kind: 'numeric', name, values: Float64Array.from(ofPart(name), Number) }));
  const texts = TEXTS.map((name): Feature => {
    const categories = [...new Set(valuesOf(name).map(String))];
    return { kind: 'categorical', name, categories, codes: Int32Array.from(ofPart(name), (value) => categories.indexOf(String(value))) };
  });
  return { data: { rows: labels.length, features: [...numbers, ...texts] }, labels };
}

/** The figures of spec/data-and-baselines.md, section 3, made with LightGBM 4.7 and scikit-learn 1.9. */
describeWith('data', 'baselines of online-shoppers, own columns', () => {
  it('the booster reaches LightGBM at the same settings', async () => {
    const [train, test] = await Promise.all([readPart('train'), readPart('test')]);
    const model = trainBooster(train.data, train.labels, { trees: 200, learningRate: 0.05, leaves: 15, minRowsInLeaf: 50, bins: 255 });
    expect(Math.abs(pairwiseAuc(scoreBooster(model, test.data), test.labels) - 0.9102)).toBeLessThan(0.005);
  });

  it('logistic regression reaches scikit-learn', async () => {
    const [train, test] = await Promise.all([readPart('train'), readPart('test')]);
    const model = trainLogistic(train.data, train.labels);
    expect(model.converged).toBe(true);
    expect(Math.abs(pairwiseAuc(scoreLogistic(model, test.data), test.labels) - 0.8758)).toBeLessThan(0.003);
  });
});
