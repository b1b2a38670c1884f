import type { Room } from '../room';
import type { JudgedStart } from '../start/judge-start';
import type { SubmissionEntry } from './audit-record';

/** What the audit keeps of a query that was judged. */
export function submissionEntry({ id, at, room, judged }: { id: string; at: Date; room: Room; judged: JudgedStart }): SubmissionEntry {
  const { sql, template, receivers, verdict } = judged;
  const named = verdict.allowed ? verdict.reads.map(({ table }) => table) : verdict.refusals.map(({ table }) => table);
  return {
    kind: 'submission',
    queryId: id,
    at: at.toISOString(),
    membershipId: room.membershipId,
    collaboration: room.collaboration,
    runner: room.runner,
    receivers,
    sql,
    ...(template && { analysisTemplate: template }),
    verdict: verdict.allowed ? 'allowed' : 'refused',
    tables: room.tables
      .filter(({ table }) => named.includes(table.name))
      .map(({ table: { name, owner, analysisRule } }) => ({ table: name, owner, ruleType: analysisRule?.analysisRuleType })),
    ...(!verdict.allowed && { refusals: verdict.refusals.map(({ code }) => code) }),
  };
}
