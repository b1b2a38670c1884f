import { concatDatasets, onlyColumns, selectRows, withoutColumns } from './combine-datasets';
import { datasetFromColumns, type Column } from './dataset-from-columns';

describe('datasetFromColumns', () => {
  it('makes numbers numeric and texts and booleans categorical, with sorted categories', () => {
    const { rows, features } = datasetFromColumns([
      { name: 'age', type: 'int', values: [31, null, 45] },
      { name: 'region', type: 'string', values: ['south', 'north', null] },
      { name: 'weekend', type: 'boolean', values: [true, false, true] },
      { name: 'empty', type: 'double', values: [null, null, null] },
    ]);
    expect(rows).toBe(3);
    expect(features).toEqual([
      { kind: 'numeric', name: 'age', values: Float64Array.of(31, Number.NaN, 45) },
      { kind: 'categorical', name: 'region', codes: Int32Array.of(1, 0, -1), categories: ['north', 'south'] },
      { kind: 'categorical', name: 'weekend', codes: Int32Array.of(1, 0, 1), categories: ['false', 'true'] },
      { kind: 'numeric', name: 'empty', values: Float64Array.of(Number.NaN, Number.NaN, Number.NaN) },
    ]);
  });

  it('reports every column at fault, and no value', () => {
    const wrong: Column[] = [
      { name: 'joined', type: 'date', values: ['2026-01-01', null] },
      { name: 'spend', type: 'double', values: ['secret-7', 3] },
      { name: 'limit', type: 'double', values: [Infinity, 1] },
      { name: 'spend', type: 'string', values: ['a', 'b', 'c'] },
    ];
    const atFault = ['"joined" is a date', '"spend" has 1 values', '"limit" has 1 values', '"spend" occurs twice', '"spend" has 3 values'];
    expect(() => datasetFromColumns(wrong)).toThrow(
      expect.objectContaining({
        kind: 'input',
        code: 'SEGMENTATION_BAD_COLUMN',
        problems: atFault.map((text) => expect.objectContaining({ message: expect.stringContaining(text) })),
      }),
    );
    expect(() => datasetFromColumns(wrong)).toThrow(expect.objectContaining({ message: expect.not.stringContaining('secret-7') }));
  });
});

describe('combining datasets', () => {
  const left = datasetFromColumns([{ name: 'a', type: 'int', values: [1, 2, 3] }]);
  const right = datasetFromColumns([{ name: 'b', type: 'string', values: ['x', 'y', null] }]);

  it('puts features side by side, drops and keeps them by name, and picks rows', () => {
    const both = concatDatasets(left, right);
    expect(both.features.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(withoutColumns(both, ['a'])).toEqual(right);
    expect(onlyColumns(both, ['a'])).toEqual(left);
    expect(selectRows(both, Int32Array.of(2, 0)).features).toEqual([
      { kind: 'numeric', name: 'a', values: Float64Array.of(3, 1) },
      { kind: 'categorical', name: 'b', codes: Int32Array.of(-1, 0), categories: ['x', 'y'] },
    ]);
  });

  it('refuses a name twice, a name unknown and rows that differ', () => {
    const short = datasetFromColumns([{ name: 'c', type: 'int', values: [1] }]);
    expect(() => concatDatasets(left, right, left)).toThrow(expect.objectContaining({ code: 'SEGMENTATION_DUPLICATE_FEATURE' }));
    expect(() => withoutColumns(left, ['z'])).toThrow(expect.objectContaining({ code: 'SEGMENTATION_UNKNOWN_FEATURE' }));
    expect(() => concatDatasets(left, short)).toThrow(expect.objectContaining({ code: 'SEGMENTATION_ROWS_DIFFER' }));
  });
});
