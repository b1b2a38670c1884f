import type { judge as Judge, Refusal, Verdict } from '@parley/analysis-rules';
import type { StartQuery } from '@parley/clean-room-client';
import { memberCannotQuery, receiverNotMember, templateNotFound } from '../errors';
import type { Room } from '../room';

/** A query or a template's run, judged; and what the audit keeps of it. */
export interface JudgedStart {
  /** The text that was judged: a template's, its parameters as `:name`. */
  sql: string;
  template?: { arn: string; parameters: readonly string[] };
  receivers: readonly string[];
  verdict: Verdict;
}

/**
 * Judges what a member asks to start: first what the member may do and who may receive, then the rules of every table.
 * A run of a template is judged by the template's text, with its values bound.
 */
export async function judgeStart(room: Room, input: StartQuery, receivers: readonly string[], judge: typeof Judge): Promise<JudgedStart> {
  const { analysisTemplate: run } = input;
  const found = run && room.templates?.find(({ arn }) => arn === run.arn);
  const asked = {
    sql: run ? (found?.text ?? '') : input.sql,
    ...(run && { template: { arn: run.arn, parameters: Object.keys(run.parameters ?? {}).sort() } }),
    receivers,
  };
  const refusals = [...mayAsk(room, receivers), ...(run && !found ? [templateNotFound(run.arn)] : [])];
  if (refusals.length > 0) return { ...asked, verdict: { allowed: false, refusals } };
  const about = { runner: room.runner, receivers, tables: room.tables.map(({ table }) => table) };
  const request = found ? { ...about, template: { ...found, values: run?.parameters ?? {} } } : { ...about, sql: asked.sql };
  return { ...asked, verdict: await judge(request) };
}

function mayAsk({ runner, canQuery = true, receivers: permitted }: Room, receivers: readonly string[]): Refusal[] {
  if (!canQuery) return [memberCannotQuery(runner)]; // who may not ask learns nothing of the rules
  return receivers.filter((account) => !permitted.includes(account)).map(receiverNotMember);
}
