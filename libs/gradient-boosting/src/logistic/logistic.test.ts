import { makeSample, pairwiseAuc } from '../fixtures';
import { scoreLogistic } from './score-logistic';
import { trainLogistic } from './train-logistic';

describe('trainLogistic', () => {
  it('finds the odds that made the data', () => {
    const { data, labels } = makeSample(20_000, 1, (random) => {
      const [x, y] = [random() * 10, random()];
      return { values: { x, y }, label: random() < 1 / (1 + Math.exp(3 - 0.6 * x)) };
    });
    const { features, converged } = trainLogistic(data, labels, { c: 1e6 });
    const slopes = features.map((feature) => (feature.kind === 'numeric' ? feature.weight / feature.scale : NaN));
    expect(converged).toBe(true);
    expect(slopes[0]).toBeCloseTo(0.6, 1);
    expect(Math.abs(slopes[1])).toBeLessThan(0.15);
  });

  it('meets the conditions of the optimum: residuals balance the penalty for each weight', () => {
    const c = 0.5;
    const { data, labels } = makeSample(500, 2, (random) => {
      const [x, shop] = [random() < 0.2 ? null : random(), `s${Math.floor(random() * 4)}`];
      return { values: { x, shop }, label: random() < (shop === 's1' ? 0.8 : 0.3) + (x ?? 0.9) / 10 };
    });
    const model = trainLogistic(data, labels, { c });
    const residuals = scoreLogistic(model, data).map((score, row) => score - labels[row]);
    const [number, text] = data.features;
    const [x, shop] = model.features;
    if (number.kind !== 'numeric' || x.kind !== 'numeric' || text.kind !== 'categorical' || shop.kind !== 'categorical') throw new Error('kinds');
    const sum = (of: (row: number) => number): number => residuals.reduce((total, residual, row) => total + residual * of(row), 0);
    expect(sum(() => 1)).toBeCloseTo(0, 1);
    expect(sum((row) => (Number.isNaN(number.values[row]) ? 0 : (number.values[row] - x.mean) / x.scale)) + x.weight / c).toBeCloseTo(0, 1);
    expect(sum((row) => (Number.isNaN(number.values[row]) ? 1 : 0)) + x.missingWeight / c).toBeCloseTo(0, 1);
    shop.weights.forEach((weight, code) => expect(sum((row) => (text.codes[row] === code ? 1 : 0)) + weight / c).toBeCloseTo(0, 1));
  });

  it('does not break where a column parts the classes cleanly, is constant or is all missing', () => {
    const { data, labels } = makeSample(200, 3, (_, row) => ({ values: { clean: row % 2, constant: 7, empty: null }, label: row % 2 === 1 }));
    const model = trainLogistic(data, labels);
    expect(model.converged).toBe(true);
    expect(pairwiseAuc(scoreLogistic(model, data), labels)).toBe(1);
  });

  it('refuses infinity by name', () => {
    const { data, labels } = makeSample(10, 4, (_, row) => ({ values: { far: row === 3 ? Infinity : row }, label: row > 5 }));
    expect(() => trainLogistic(data, labels)).toThrow(/far holds an infinite number/);
  });
});
