import type { Verdict } from '@parley/analysis-rules';
import type { Room } from '../room';
import type { SubmissionEntry } from './audit-record';

/** What the audit keeps of a query that was judged. */
export function submissionEntry(input: { id: string; at: Date; room: Room; sql: string; verdict: Verdict }): SubmissionEntry {
  const { id, at, room, sql, verdict } = input;
  const named = verdict.allowed ? verdict.reads.map(({ table }) => table) : verdict.refusals.map(({ table }) => table);
  return {
    kind: 'submission',
    queryId: id,
    at: at.toISOString(),
    membershipId: room.membershipId,
    collaboration: room.collaboration,
    runner: room.runner,
    receivers: room.receivers,
    sql,
    verdict: verdict.allowed ? 'allowed' : 'refused',
    tables: room.tables
      .filter(({ table }) => named.includes(table.name))
      .map(({ table: { name, owner, analysisRule } }) => ({ table: name, owner, ruleType: analysisRule?.analysisRuleType })),
    ...(!verdict.allowed && { refusals: verdict.refusals.map(({ code }) => code) }),
  };
}
