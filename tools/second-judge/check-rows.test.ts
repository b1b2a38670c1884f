import { checkRows } from './check-rows';
import type { OracleRow } from './evaluate/evaluate-query';
import type { Query } from './model';

const row = (found: number, ...cells: OracleRow['cells']): OracleRow => ({ cells, sortKeys: cells.slice(0, 1), identities: [{ constraint: 'seg.k1', found, minimum: 2 }] });
const made = [row(2, 'x', 3), row(3, 'y', 1.5), row(1, 'z', null)];
const query: Query = { style: 'plain', wrapping: 'none', distinct: false, items: [], from: { table: 'seg', alias: 's' }, joins: [], groupBy: [], orderBy: [] };
const sorted: Query = { ...query, orderBy: [{ expression: { kind: 'ordinal', position: 1 }, descending: false }] };

test.each([
  ['the rows that rest on enough, in any order', [['y', '1.5'], ['x', '3']], query, undefined],
  ['a row that rests on too few', [['x', '3'], ['y', '1.5'], ['z', null]], query, 'released a row that rests on too few'],
  ['a row too few', [['x', '3']], query, 'released other rows'],
  ['one row twice', [['x', '3'], ['x', '3']], query, 'released other rows'],
  ['another value', [['x', '4'], ['y', '1.5']], query, 'released other rows'],
  ['no value for one', [['x', null], ['y', '1.5']], query, 'released other rows'],
  ['a cell too many', [['x', '3', '3'], ['y', '1.5']], query, 'released other rows'],
  ['sorted rows', [['x', '3'], ['y', '1.5']], sorted, undefined],
  ['rows sorted the other way', [['y', '1.5'], ['x', '3']], sorted, 'released rows in another order'],
  ['any of them under LIMIT', [['y', '1.5']], { ...query, limit: 1 }, undefined],
  ['more than LIMIT', [['x', '3'], ['y', '1.5']], { ...query, limit: 1 }, 'released other rows'],
])('%s', (_, released, asked, wrong) => {
  expect(checkRows(released, made, asked)).toBe(wrong);
}); // prettier-ignore
