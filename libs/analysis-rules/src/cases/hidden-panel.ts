import fc from 'fast-check';
import type { AggregationRule } from '@parley/contract';
import type { RoomTable } from '../request';

/** A partner's panel and an owner's shop, with dimensions and measures of every type, for the property of non-interference. */

export type Value = string | null;
export type Row = Readonly<Record<string, Value>>;

/** What stands in a measure or a dimension: plain values, and those at the end of a type, which break sums, casts and comparisons. */
const VALUES: Readonly<Record<string, { plain: readonly Value[]; extreme: readonly Value[] }>> = {
  string: { plain: ['a', 'b', 'A ', null], extreme: ['', 'ß', "x'; --", '9e999', '\u{1F600}'] },
  int: { plain: ['0', '1', '2', '-3', null], extreme: ['2147483647', '-2147483648'] },
  bigint: { plain: ['0', '1', '-7', null], extreme: ['9223372036854775807', '-9223372036854775808'] },
  double: { plain: ['0.1', '0.7', '1e16', '-1e16', null], extreme: ['nan', 'inf', '-inf', '1.7976931348623157e308', '-0.0', '5e-324'] },
  'decimal(18,2)': { plain: ['0.00', '9.99', '-1.50', null], extreme: ['9999999999999999.99', '-9999999999999999.99'] },
  'decimal(38,10)': { plain: ['0.5', '1', '-2.25', null], extreme: ['9999999999999999999999999999.5', '-9999999999999999999999999999.5'] },
  'decimal(38,0)': { plain: ['0', '12', null], extreme: ['99999999999999999999999999999999999999', '-99999999999999999999999999999999999999'] },
  date: { plain: ['2026-01-01', '2024-02-29', null], extreme: ['5881580-07-10', 'infinity', '-infinity', '0001-01-01', '290309-12-22 (BC)'] },
  timestamp: { plain: ['2026-01-01 00:00:00', '2024-02-29 23:59:59', null], extreme: ['294247-01-10 04:00:54', 'infinity', '-infinity', '290309-12-22 (BC) 00:00:00'] },
};

const DIMENSIONS = { word: 'string', tier: 'int', big: 'bigint', ratio: 'double', grade: 'decimal(18,2)', wide: 'decimal(38,10)', day: 'date', seen: 'timestamp' } as const;
const NUMBERS = { n_int: 'int', n_big: 'bigint', n_double: 'double', n_grade: 'decimal(18,2)', n_wide: 'decimal(38,10)', n_widest: 'decimal(38,0)' } as const;
const OTHERS = { n_text: 'string', n_day: 'date', n_seen: 'timestamp' } as const;

export const MEASURES: Readonly<Record<string, string>> = { ...NUMBERS, ...OTHERS };
/** Sums of decimals of more than 28 digits are refused: they can overflow. */
export const SUMMED = Object.keys(NUMBERS).filter((name) => !['n_wide', 'n_widest'].includes(name));
export const COLUMNS: Readonly<Record<string, string>> = { person: 'string', home: 'string', ...DIMENSIONS, ...MEASURES };

const [PARTNER, OWNER] = ['111111111111', '222222222222'];
const SCALARS = ['ABS', 'CAST', 'CEILING', 'COALESCE', 'EXTRACT', 'FLOOR', 'LN', 'LOWER', 'ROUND', 'SQRT', 'SUBSTRING', 'TRIM', 'UPPER'] as const;

/** Both tables under an AGGREGATION rule with these thresholds. */
export function panelTables(people: number, homes: number | undefined): RoomTable[] {
  const households = homes === undefined ? [] : [constraint('home', homes)];
  const rule: AggregationRule = {
    aggregateColumns: [
      ...(['SUM', 'SUM_DISTINCT', 'AVG'] as const).map((name) => ({ function: name, columnNames: SUMMED })),
      ...(['COUNT', 'COUNT_DISTINCT'] as const).map((name) => ({ function: name, columnNames: Object.keys(MEASURES) })),
    ],
    joinColumns: ['person'],
    dimensionColumns: Object.keys(DIMENSIONS),
    scalarFunctions: [...SCALARS],
    outputConstraints: [constraint('person', people), ...households],
  };
  const columns = Object.entries(COLUMNS).map(([name, type]) => ({ name, type }));
  return [
    { name: 'panel', owner: PARTNER },
    { name: 'shop', owner: OWNER },
  ].map((table) => ({
    ...table,
    columns,
    analysisRule: { analysisRuleType: 'AGGREGATION', analysisRulePolicy: { v1: { aggregation: rule } } },
    collaborationRule: { allowedResultReceivers: [OWNER] },
  }));
}

export const RUNNER = OWNER;

function constraint(columnName: string, minimum: number) {
  return { columnName, minimum, type: 'COUNT_DISTINCT' } as const;
}

/** Mostly the first value of a type, so that some groups are large enough; `wild` takes anything. */
function valueOf(type: string, wild: boolean): fc.Arbitrary<Value> {
  const { plain = [], extreme = [] } = VALUES[type] ?? {};
  const [first = null] = plain;
  return fc.constantFrom(...plain, ...(wild ? extreme : [first, first, first]));
}

function rowOf(people: readonly Value[], wild: boolean): fc.Arbitrary<Row> {
  const cells = Object.entries({ ...DIMENSIONS, ...MEASURES }).map(([name, type]) => [name, valueOf(type, wild)] as const);
  return fc.record({ person: fc.constantFrom(...people), home: fc.constantFrom('h1', 'h2', 'h3', null), ...Object.fromEntries(cells) });
}

/** Rows as they are before. */
export const plainRows: fc.Arbitrary<Row[]> = fc.array(rowOf(['p1', 'p2', 'p3', 'p4', null], false), { minLength: 6, maxLength: 14, size: 'max' });

/** A row for a person in a hidden group, known or new, with anything in it. */
export const anyRow: fc.Arbitrary<Row> = rowOf(['p1', 'p5', 'p6', '', null], true);

/** New measures for a hidden row. */
export const anyMeasures: fc.Arbitrary<Row> = fc.record(Object.fromEntries(Object.entries(MEASURES).map(([name, type]) => [name, valueOf(type, true)])));
