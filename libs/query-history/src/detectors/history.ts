import type { PastQuery } from '../past-query';
import type { Asked } from '../shape/asked';

/** Queries that read one party's tables, none of them its own. */
export interface History {
  owner: string;
  queries: readonly PastQuery[];
  /** The SELECTs of those that were allowed. */
  asked: readonly Asked[];
}

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** How far back two queries are still compared. */
export const WINDOW_MS = 30 * DAY_MS;

export function msBetween(one: { at: string }, other: { at: string }): number {
  return Math.abs(Date.parse(one.at) - Date.parse(other.at));
}

/** The first run of entries in order of time that lies within `span` and satisfies `enough`: as long as `span` lets it be. */
export function firstWithin<T>(entries: readonly T[], atOf: (entry: T) => { at: string }, span: number, enough: (run: readonly T[]) => boolean): readonly T[] | undefined {
  for (const [end, last] of entries.entries()) {
    const run = entries.slice(0, end + 1).filter((entry) => msBetween(atOf(entry), atOf(last)) <= span);
    if (enough(run)) return run;
  }
  return undefined;
}
