import fc from 'fast-check';
import type { Seeds } from './case-files';

const SNIPPETS = [
  'SELECT', 'DISTINCT', 'FROM', 'WHERE', 'GROUP BY', 'HAVING', 'ORDER BY', 'LIMIT 1', 'JOIN', 'LEFT JOIN', 'ON', 'USING (hashed_email)', 'AND', 'OR',
  'NOT', 'IN', 'LIKE', 'BETWEEN', 'IS NULL', 'UNION ALL', 'WITH x AS (SELECT 1)', '(', ')', ',', ';', '*', '=', '<', '||', '::', '->', ':p', '?', '#1',
  '--', '/*', '*/', "'", "''", '"', '`', '\\', '$$', 'ü', '\u0000', '\u00a0', '\u2028', '\ud800', '1', '1.5', '1e9', '1e999', '9223372036854775808', '0x1F',
  "'x'", "x'41'", 'NULL', 'TRUE', 's', 'c', 'seg', 'crm', 'main.seg', 's.hashed_email', 's.segment', 'c.spend', 'c.region', 's.hh_id', 'rowid',
  'SUM(c.spend)', 'COUNT(*)', 'MIN(s.score)', 'UPPER(s.segment)', 'UPPER(UPPER(s.segment))', 'CASE WHEN 1=1 THEN 1 END', '(SELECT 1)', '(SELECT * FROM seg)',
  'EXISTS (SELECT 1 FROM seg)', "read_csv('x')", "getenv('HOME')", 'duckdb_settings()', 'OVER ()', 'FILTER (WHERE 1=1)', 'CAST(s.segment AS INT)',
  'TRY_CAST(c.spend AS DATE)', 'CAST(c.region AS STRING)', 'COALESCE(c.region, s.segment)', 'ROLLUP (s.segment)', 'GROUPING SETS (())', 'ALL', 'ASOF',
  'QUALIFY', 'PIVOT', 'TABLESAMPLE (1 ROWS)', 'LATERAL', 'VALUES (1)', 'COLUMNS(*)', 'EXCLUDE (score)', 'AS segment', 'current_date', '[1]', '{a: 1}',
  'x -> x', 'WITH x AS (SELECT segment FROM seg)', 'FROM x', 'RANK() OVER (ORDER BY s.score)', 'MAX(c.spend)', 'EXCEPT SELECT segment FROM seg', 'constructor(c.spend, 1)', '__proto__', 'toString(s.segment)', 'COUNT(DISTINCT c.customer_id)', "s.segment <> 'x'", 'AVG(s.score)', ',s.age_band',
  'FILTER (WHERE c.spend > 1)', 'USING (region)', 'NATURAL JOIN crm', 'ROLLUP (s.segment, c.region)', 'CUBE (s.segment)', 'GROUPING SETS ((s.segment), ())', 'PERCENTILE(c.spend, 0.5)',
  'COUNT_IF(c.spend > 1)', 'MEDIAN(c.spend)', "DATE_ADD(DATE '2026-01-01', 3)", "CONCAT_WS('-', c.region, s.segment)", "s.hashed_email = 'e1'", 's.hh_id = c.customer_id', 'INTERSECT SELECT segment FROM seg',
] as const; // prettier-ignore

const [COLUMNS, JOINS] = [
  ['s.hashed_email', 's.segment', 's.age_band', 's.score', 's.hh_id', 'c.hashed_email', 'c.customer_id', 'c.region', 'c.spend', 'b.partner_id', 'segment', 'spend'],
  [
    'FROM seg s JOIN crm c ON s.hashed_email = c.hashed_email', 'FROM crm c INNER JOIN seg s ON c.hashed_email = s.hashed_email', 'FROM seg s', 'FROM crm c',
    'FROM seg s JOIN crm c ON s.hashed_email = c.hashed_email JOIN bridge b ON b.hashed_email = c.hashed_email', 'FROM seg s, crm c',
    'FROM seg s LEFT JOIN crm c ON s.hashed_email = c.hashed_email', 'FROM seg s JOIN crm c ON s.hashed_email = c.hashed_email OR s.segment = c.region',
  ],
]; // prettier-ignore

export interface FuzzedQuery {
  sql: string;
  seeds: Seeds;
}

/**
 * Queries to try on the rule engine: four in five are cases with up to four edits (a snippet put in, a word taken out or
 * replaced, the tail of another case), one in five is written anew by the clauses of the grammar. Half of the edited
 * ones come from cases that are allowed, so that a small change often still is.
 */
export function fuzzedQueries(files: readonly Seeds[]): fc.Arbitrary<FuzzedQuery> {
  return fc.constantFrom(...files).chain((seeds) => {
    const kind = fc.constantFrom('insert' as const, 'delete' as const, 'replace' as const, 'cross' as const);
    const edits = fc.array(fc.record({ kind, at: fc.nat(), snippet: oneOf(SNIPPETS), donor: oneOf(seeds.queries) }), { maxLength: 4 });
    const bases = seeds.allowed.length > 0 ? fc.oneof(oneOf(seeds.queries), oneOf(seeds.allowed)) : oneOf(seeds.queries);
    const mutated = fc.tuple(bases, edits).map(([sql, list]) => list.reduce(edited, sql));
    return fc.oneof({ weight: 4, arbitrary: mutated }, { weight: 1, arbitrary: generated() }).map((sql) => ({ sql, seeds }));
  });
}

function oneOf(texts: readonly string[]): fc.Arbitrary<string> {
  return fc.constantFrom(...texts);
}

interface Edit {
  kind: 'insert' | 'delete' | 'replace' | 'cross';
  at: number;
  snippet: string;
  donor: string;
}

function edited(sql: string, { kind, at, snippet, donor }: Edit): string {
  const words = wordsOf(sql);
  const index = at % Math.max(1, words.length);
  if (kind === 'insert') words.splice(index, 0, ` ${snippet} `);
  if (kind === 'delete') words.splice(index, 1);
  if (kind === 'replace') words.splice(index, 1, ` ${snippet} `);
  if (kind === 'cross') {
    const pieces = wordsOf(donor);
    words.splice(index, words.length, ...pieces.slice(at % Math.max(1, pieces.length)));
  }
  return words.join('');
}

const wordsOf = (sql: string) => sql.split(/(?<=[\s(),])/);

function generated(): fc.Arbitrary<string> {
  const column = fc.constantFrom(...COLUMNS);
  const aggregate = fc.tuple(fc.constantFrom('SUM', 'AVG', 'COUNT', 'MIN', 'SUM DISTINCT', 'COUNT DISTINCT'), column).map(([name, argument]) => {
    const [base, distinct] = name.split(' ');
    return `${base}(${distinct ? 'DISTINCT ' : ''}${argument})`;
  });
  const scalar = fc.tuple(fc.constantFrom('UPPER', 'TRIM', 'COALESCE', 'ABS', 'MD5'), column).map(([name, argument]) => `${name}(${argument})`);
  const literal = fc.constantFrom("'gold'", "'NW'", '0', '3', '2.5', '-1', 'NULL', "''");
  const comparison = fc.tuple(fc.oneof(column, scalar), fc.constantFrom('=', '<>', '<', '>=', 'LIKE', 'IS NOT NULL AND 1 ='), literal);
  const condition = fc.array(comparison.map((parts) => parts.join(' ')), { minLength: 1, maxLength: 3 }).map((all) => all.join(' AND '));
  const dimensions = fc.array(fc.oneof({ weight: 4, arbitrary: column }, { weight: 1, arbitrary: scalar }), { maxLength: 2 });
  const parts = fc.record({
    distinct: fc.constantFrom('', 'DISTINCT '),
    dimensions,
    aggregates: fc.array(aggregate, { maxLength: 2 }),
    from: fc.constantFrom(...JOINS),
    where: fc.option(condition),
    having: fc.option(fc.tuple(aggregate, fc.constantFrom('>', '=', '<='), literal).map((all) => all.join(' '))),
    tail: fc.constantFrom('', ' ORDER BY 1', ' LIMIT 5', ' ORDER BY 1 DESC LIMIT 2'),
  });
  return parts.map((one) => {
    const groups = one.aggregates.length > 0 && one.dimensions.length > 0 ? ` GROUP BY ${one.dimensions.join(', ')}` : '';
    const [where, having] = [one.where ? ` WHERE ${one.where}` : '', one.having ? ` HAVING ${one.having}` : ''];
    return `SELECT ${one.distinct}${[...one.dimensions, ...one.aggregates].join(', ')} ${one.from}${where}${groups}${having}${one.tail}`;
  });
}
