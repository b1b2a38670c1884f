import type { Dataset } from '@parley/gradient-boosting';
import fc from 'fast-check';
import { scoringLines, trainingLines } from './csv-lines';
import { encoderOf, fieldCount, fitEncoder, MOST_CATEGORIES, readEncoder, storedEncoder } from './encoder';

const rowsOf = (data: Dataset): Int32Array => Int32Array.from({ length: data.rows }, (_, row) => row);
const text = (lines: Iterable<string>): string[] => [...lines].join('').trimEnd().split('\n');

const people: Dataset = {
  rows: 4,
  features: [
    { kind: 'numeric', name: 'age', values: Float64Array.of(41, Number.NaN, 0.5, -1e-9) },
    { kind: 'categorical', name: 'area', codes: Int32Array.of(1, 1, 0, -1), categories: ['north', 'south', 'never'] },
  ],
};

it('writes the label first, a field for each category, and nothing for missing', () => {
  const encoder = fitEncoder(people, rowsOf(people));
  expect(text(trainingLines(encoder, people, rowsOf(people), Uint8Array.of(1, 0, 0, 1)))).toEqual(['1,41,1,0', '0,,1,0', '0,0.5,0,1', '1,-1e-9,,']);
  expect(text(scoringLines(encoder, people, Int32Array.of(3, 0)))).toEqual(['0,-1e-9,,', '1,41,1,0']);
});

it('learns categories from the rows it is given alone: another is told by no field', () => {
  const encoder = fitEncoder(people, Int32Array.of(0, 1));
  expect(encoder.features[1]).toEqual({ kind: 'categorical', name: 'area', categories: ['south'] });
  expect(text(scoringLines(encoder, people, Int32Array.of(2)))).toEqual(['0,0.5,0']);
});

it('keeps the most frequent categories where there are too many', () => {
  const categories = Array.from({ length: 200 }, (_, code) => `c${code}`);
  const codes = Int32Array.from(categories.flatMap((_, code) => Array.from({ length: code + 1 }, () => code)));
  const data: Dataset = { rows: codes.length, features: [{ kind: 'categorical', name: 'many', codes, categories }] };
  const [many] = fitEncoder(data, rowsOf(data)).features;
  expect(many).toMatchObject({ categories: categories.slice(-MOST_CATEGORIES).reverse() });
});

it('gives every row its place and as many fields as the encoder says, and each number back as it was', () => {
  const column = fc.array(fc.double({ noDefaultInfinity: true }), { minLength: 2, maxLength: 30 });
  fc.assert(
    fc.property(column, (numbers) => {
      const values = Float64Array.from(numbers);
      const data: Dataset = {
        rows: values.length,
        features: [
          { kind: 'numeric', name: 'n', values },
          { kind: 'categorical', name: 'c', codes: Int32Array.from(values, (_, row) => (row % 3) - 1), categories: ['a', 'b'] },
        ],
      };
      const encoder = fitEncoder(data, rowsOf(data));
      const lines = text(scoringLines(encoder, data, rowsOf(data))).map((line) => line.split(','));
      expect(lines.map(([place]) => Number(place))).toEqual([...rowsOf(data)]);
      for (const [row, fields] of lines.entries()) {
        expect(fields).toHaveLength(1 + fieldCount(encoder));
        expect(fields[1] === '' ? Number.NaN : Number(fields[1]) + 0).toBe(values[row]! + 0);
      }
    }),
  );
});

it('names a version by its digest, and reads no other', () => {
  const { text: stored, digest } = storedEncoder(fitEncoder(people, rowsOf(people)));
  expect(readEncoder(stored, digest)).toEqual(fitEncoder(people, rowsOf(people)));
  expect(() => readEncoder(stored.replace('south', 'South'), digest)).toThrow(expect.objectContaining({ code: 'XGBOOST_ENCODER_DIFFERS', kind: 'refused' }));
});

it('refuses what the algorithm could not read, and data of other kinds', () => {
  const encoder = fitEncoder(people, rowsOf(people));
  expect(() => text(scoringLines(encoderOf(encoder, ['age']), people, rowsOf(people)))).toThrow(expect.objectContaining({ code: 'XGBOOST_TOO_FEW_FIELDS' }));
  expect(() => encoderOf(encoder, ['age', 'income'])).toThrow(expect.objectContaining({ code: 'XGBOOST_ENCODER_LACKS' }));
  const turned: Dataset = { ...people, features: [{ ...people.features[1]!, name: 'age' }, people.features[1]!] };
  expect(() => text(scoringLines(encoder, turned, rowsOf(people)))).toThrow(expect.objectContaining({ code: 'XGBOOST_KINDS_DIFFER' }));
});
