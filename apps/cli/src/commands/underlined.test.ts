import { createColors } from 'picocolors';
import { underlined } from './underlined';

const colour = createColors(false);
const mark = (sql: string, meant: string) => {
  const start = sql.indexOf(meant);
  return underlined(sql, { start, end: start + meant.length, line: 0, column: 0 }, colour);
};

it.each<[string, string, string, string[]]>([
  ['a word', 'SELECT a, b', 'b', ['  1 | SELECT a, b', '    |           ^']],
  ['a word after tabs', 'SELECT\ta,\tb', 'b', ['  1 | SELECT  a,      b', '    |                 ^']],
  ['a tab within', 'a\tb c', 'a\tb', ['  1 | a       b c', '    | ^^^^^^^^^']],
  ['a line after CRLF', 'SELECT a\r\nFROM t\r\n', 't\r\n', ['  2 | FROM t', '    |      ^']],
  ['several lines', 'SELECT a\n  FROM b,\n    c\nWHERE d', 'FROM b,\n    c', ['  2 |   FROM b,', '    |   ^^^^^^^', '  3 |     c', '    |     ^']],
  ['several lines with CRLF', 'x a\r\nb', 'a\r\nb', ['  1 | x a', '    |   ^', '  2 | b', '    | ^']],
  ['wide characters before', "SELECT '日本' x", 'x', ["  1 | SELECT '日本' x", '    |               ^']],
  ['wide characters meant', "a '日本'", "'日本'", ["  1 | a '日本'", '    |   ^^^^^^']],
  ['an emoji, two units and two columns', "'😀' x", 'x', ["  1 | '😀' x", '    |      ^']],
  ['combining marks', "'e\u0301' x", 'x', ["  1 | 'e\u0301' x", '    |     ^']],
  ['what a terminal would hide or obey', 'a\u202eb\u001b[31m c', 'c', ['  1 | a·b·[31m c', '    |          ^']],
  ['a lone carriage return', 'a\rb c', 'c', ['  1 | a·b c', '    |     ^']],
  ['the end of the text', 'SELECT', '', ['  1 | SELECT', '    | ^']],
])('marks %s', (_, sql, meant, lines) => {
  expect(mark(sql, meant)).toEqual(lines);
});

it('marks a place after the last character', () => {
  expect(underlined('SELECT', { start: 6, end: 6, line: 1, column: 7 }, colour)).toEqual(['  1 | SELECT', '    |       ^']);
});

it('cuts a long place in the middle, and lines its numbers up', () => {
  const sql = Array.from({ length: 12 }, (_, index) => `line ${index + 1}`).join('\n');
  const lines = mark(sql, sql);
  expect(lines).toHaveLength(13);
  expect(lines.slice(4, 9)).toEqual(['   3 | line 3', '     | ^^^^^^', '     | … 6 more lines …', '  10 | line 10', '     | ^^^^^^^']);
});
