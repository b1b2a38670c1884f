import { RATES, type Rates } from './rates';

/** What one run of a collaboration does, as far as it costs. */
export interface RunSize {
  /** Protected queries by partner. */
  queries: Readonly<Record<string, number>>;
  /** Whether the owner or the partner pays for queries. */
  payer: string;
  /** Seconds each query runs, from a real run; unless told, what AWS bills at least. */
  querySeconds?: number;
  /** Capacity units each query runs with; AWS's default unless told. */
  crpu?: number;
  /** The most e-mails the run can send. */
  emails: number;
}

export interface CostLine {
  what: string;
  quantity: number;
  unit: string;
  /** What one unit costs. */
  each: number;
  cost: number;
  payer: string;
}

export interface RunCost {
  currency: string;
  lines: CostLine[];
  total: number;
  /** What each further minute of one query costs. */
  anotherMinute: number;
}

/**
 * A run's price before it runs. Queries are billed by the second above a minimum, so with no measured time the figure
 * for them is a floor; the e-mails are a ceiling. `size` holds no negative number.
 */
export function runCost(size: RunSize, { currency, rates }: Rates = RATES): RunCost {
  const { cleanRoomsSql: sql, email } = rates;
  const crpu = size.crpu ?? sql.defaultCrpu;
  const seconds = Math.max(size.querySeconds ?? 0, sql.minimumSeconds);
  const query = (crpu * seconds * sql.value) / 3600;
  const lines: CostLine[] = Object.entries(size.queries).map(([partner, count]) => ({
    what: `protected queries with ${partner}`,
    quantity: count,
    unit: 'query',
    each: query,
    cost: count * query,
    payer: size.payer,
  }));
  if (size.emails > 0) {
    lines.push({ what: 'e-mails, at most', quantity: size.emails, unit: email.unit, each: email.value, cost: size.emails * email.value, payer: 'owner' });
  }
  return { currency, lines, total: lines.reduce((sum, { cost }) => sum + cost, 0), anotherMinute: (crpu * 60 * sql.value) / 3600 };
}
