import { ann } from '../testing/ann';
import { pruneJson } from './json-value';
import cases from './json-value.cases.json';

describe('taking a person out of JSON', () => {
  it.each(cases as { name: string; value: unknown; left?: unknown; removed: number }[])('$name', ({ value, left, removed }) => {
    expect(pruneJson(value, ann)).toEqual(left === undefined ? { removed } : { value: left, removed });
  });
});
