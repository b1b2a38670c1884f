import type { PastQuery } from '../past-query';

export const RUNNER = '111111111111';
export const OTHER_RUNNER = '333333333333';
export const OWNER = '222222222222';
const START = Date.parse('2026-10-01T00:00:00.000Z');
const HOUR = 3_600_000;

/** One query of a made-up history; `hour` counts from its beginning. */
export interface Past {
  sql: string;
  hour: number;
  runner?: string;
  refusals?: readonly string[];
  parameters?: Readonly<Record<string, string>>;
  /** States of the runner's and of the owner's table. */
  versions?: { own?: string; theirs?: string };
}

export const JOIN = 'FROM panel p JOIN orders o ON p.hashed_email = o.hashed_email';

/** Queries of a shop on a panel's table, as an audit would tell of them. ` {J}` is the honest join. */
export function makeHistory(past: readonly Past[]): PastQuery[] {
  return past.map(({ sql, hour, runner = RUNNER, refusals = [], parameters, versions = {} }, index) => ({
    id: `q${index + 1}`,
    at: new Date(START + hour * HOUR).toISOString(),
    collaboration: `panel-and-${runner}`,
    runner,
    sql: sql.replaceAll('{J}', JOIN),
    allowed: refusals.length === 0,
    refusals,
    ...(parameters && { parameters }),
    tables: [
      { table: 'orders', owner: runner, ...(versions.own && { version: versions.own }) },
      { table: 'panel', owner: OWNER, ...(versions.theirs && { version: versions.theirs }) },
    ],
  }));
}
