import type { ColumnSpec } from '@parley/contract';

/** How people write no, where they write yes so. */
const OPPOSITES = new Map([
  ['yes', 'no'], ['Yes', 'No'], ['YES', 'NO'], ['y', 'n'], ['Y', 'N'], ['true', 'false'], ['True', 'False'], ['TRUE', 'FALSE'], ['1', '0'],
]);

/** Two values of each type: at least one is not the positive text. */
const CANDIDATES: Record<Exclude<ColumnSpec['type'], 'string'>, readonly [string, string]> = {
  boolean: ['false', 'true'],
  int: ['0', '1'],
  bigint: ['0', '1'],
  double: ['0', '1'],
  date: ['2000-01-01', '2000-01-02'],
  timestamp: ['2000-01-01T00:00:00.000Z', '2000-01-02T00:00:00.000Z'],
};

/** What a label's column holds where it does not say yes. */
export function negativeText(positive: string, type: ColumnSpec['type']): string {
  if (type === 'string') return OPPOSITES.get(positive) ?? `not ${positive}`;
  const [usual, other] = CANDIDATES[type];
  return usual === positive ? other : usual;
}
