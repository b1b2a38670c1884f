import { isParleyError } from '@parley/errors';
import { makeSample } from '../fixtures';
import type { BoosterModel } from './booster-model';
import { parseBoosterModel } from './parse-booster-model';
import { trainBooster } from './train-booster';

const { data, labels } = makeSample(400, 1, (random) => {
  const [x, shop] = [random(), `s${Math.floor(random() * 5)}`];
  return { values: { x, shop }, label: x + (shop === 's2' ? 0.5 : 0) > random() };
});
const text = JSON.stringify(trainBooster(data, labels, { trees: 3, minRowsInLeaf: 10 }));

/** Each breaks one thing; the message must name it. */
const BROKEN: [string, (model: BoosterModel) => void, RegExp][] = [
  ['a later version', (model) => Object.assign(model, { version: 2 }), /version/],
  ['a missing part', (model) => Reflect.deleteProperty(model, 'baseScore'), /baseScore/],
  ['a feature that is not there', (model) => (model.trees[1].feature[0] = 9), /Tree 1, node 0: there is no feature 9/],
  ['a bin that is not there', (model) => (model.trees[0].threshold[0] = 999), /has no bin 999/],
  ['lists of unequal length', (model) => model.trees[2].left.pop(), /Tree 2 has lists of the wrong length/],
  ['a loop', (model) => (model.trees[0].left[0] = 0), /Tree 0, node 0: the child 0 is out of place/],
  ['a leaf that is not there', (model) => (model.trees[0].right[0] = -999), /the child -999 is out of place/],
  ['a feature named twice', (model) => (model.features[1].name = 'x'), /x is there twice/],
];

describe('parseBoosterModel', () => {
  it('reads what training wrote', () => {
    expect(JSON.stringify(parseBoosterModel(text))).toBe(text);
  });

  it.each(BROKEN)('refuses %s', (_, damage, message) => {
    const model = JSON.parse(text) as BoosterModel;
    damage(model);
    expect(() => parseBoosterModel(JSON.stringify(model))).toThrow(message);
  });

  it('tells all problems at once, as bad input', () => {
    const model = JSON.parse(text) as BoosterModel;
    for (const [, damage] of BROKEN.slice(3, 5)) damage(model);
    try {
      parseBoosterModel(JSON.stringify(model));
    } catch (error) {
      expect(isParleyError(error) && [error.code, error.exitCode, error.problems.length]).toEqual(['MODEL_FILE_INVALID', 2, 2]);
    }
    expect.assertions(2);
    expect(() => parseBoosterModel(text.slice(1))).toThrow(/not JSON/);
  });
});
