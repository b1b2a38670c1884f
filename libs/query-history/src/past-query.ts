import type { AuditEntry } from '@parley/clean-room';

/** A query that somebody asked, as an audit record tells of it. Holds no data. */
export interface PastQuery {
  id: string;
  /** ISO 8601, UTC. */
  at: string;
  collaboration: string;
  /** Account of the member that ran it. */
  runner: string;
  /** The text; a template's, with its `:names` left in. */
  sql: string;
  /** A template's values by name, where they are known; else each `:name` counts as one value of its own. */
  parameters?: Readonly<Record<string, string>>;
  allowed: boolean;
  /** Codes of the refusals. */
  refusals: readonly string[];
  /** Each table it read, its owner's account, and a mark that changes with the table's data, where the record has one. */
  tables: readonly { table: string; owner: string; ruleType?: string; version?: string }[];
}

/**
 * The queries of an audit, in order of time. An audit holds the names of a template's parameters, not their values: runs
 * of a template that differ in values alone count as one question.
 */
export function pastQueries(entries: readonly AuditEntry[]): PastQuery[] {
  return entries
    .flatMap((entry) => {
      if (entry.kind !== 'submission') return [];
      const { queryId, at, collaboration, runner, sql, verdict, refusals = [], tables } = entry;
      return [{ id: queryId, at, collaboration, runner, sql, allowed: verdict === 'allowed', refusals, tables }];
    })
    .sort((one, other) => one.at.localeCompare(other.at));
}
