import type { ColumnType } from '@parley/contract';
import { NOT_OF_TYPE, parseValue } from './parse-value';
import cases from './parse-value.cases.json';
import { typedColumns } from './typed-columns';

it.each(cases as [ColumnType, string, unknown][])('reads %s from %j as %j', (type, text, expected) => {
  expect(parseValue(text, type)).toBe(expected === 'wrong' ? NOT_OF_TYPE : expected);
});

const attempt = (): unknown => typedColumns('f.csv', ['Visits', 'ann@example.com'], [{ name: 'visits', type: 'int' }, { name: 'zone', type: 'string' }]);

describe('typedColumns', () => {
  it('takes declared columns in their order, by their name in the file', () => {
    const typed = typedColumns('f.csv', ['Visits', 'id', 'ignored'], [{ name: 'id', type: 'string' }, { name: 'visits', from: 'Visits', type: 'int' }]);
    expect(typed.columns).toEqual([{ name: 'id', type: 'string' }, { name: 'visits', type: 'int' }]);
    expect(typed.read({ line: 2, values: ['3', 'a', 'x'] })).toEqual({ values: ['a', 3], problems: [] });
  });

  it('lists every missing column, and shows a near name but no other of the header', () => {
    expect(attempt).toThrow(expect.objectContaining({ exitCode: 2, problems: [expect.objectContaining({ repair: 'the header has "Visits": write `from: "Visits"` in party.yaml' }), expect.objectContaining({ message: 'the file has no column "zone"' })] }));
    expect(attempt).toThrow(expect.objectContaining({ message: expect.not.stringContaining('ann@') }));
  });

  it('names line, column and expected type of every wrong value of a row, not the value', () => {
    const typed = typedColumns('f.csv', ['a', 'b'], [{ name: 'a', type: 'int' }, { name: 'b', type: 'date' }]);
    const { problems } = typed.read({ line: 7, values: ['secret', 'secret'] });
    expect(problems.map(({ columnName, expected }) => [columnName, expected])).toEqual([['a', expect.stringMatching(/^an int/)], ['b', expect.stringMatching(/^a date/)]]);
    expect(problems.map(({ line, message }) => [line, message])).toEqual([[7, expect.stringMatching(/^the value of a is not an int/)], [7, expect.stringMatching(/^the value of b is not a date/)]]);
    expect(JSON.stringify(problems)).not.toContain('secret');
  });
});
