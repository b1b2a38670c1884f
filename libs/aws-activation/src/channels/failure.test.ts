import cases from './failure.cases.json';
import { failureOf } from './failure';

it.each(cases)('$title: $expected.outcome', ({ error, expected }) => {
  expect(failureOf(error)).toEqual(expected);
});

it('repeats no text of an error, and takes what is no error for unknown', () => {
  expect(JSON.stringify(failureOf(new TypeError('no such number: +447700900123')))).toBe('{"outcome":"unknown","detail":"TypeError"}');
  expect(failureOf(undefined)).toEqual({ outcome: 'unknown', detail: 'Error' });
});
