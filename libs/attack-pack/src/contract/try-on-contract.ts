import type { Template } from '../attack';
import type { Trial } from '../outcome';
import type { Judge } from '../scenario/scenario';
import { refusals } from '../try-on-scenario';
import { fillTemplate, honestQuery, namesOf } from './fill-template';
import type { NoTarget, Target } from './targets';

const STRANGER = '000000000000';

const MISSING: Readonly<Record<string, string>> = {
  own: 'Under a CUSTOM rule this needs no join and is no attack.',
  key: 'The CUSTOM rule bars no column from the output.',
  hidden: 'No table has an allowed column to which its rule gives no role.',
  item: 'No table has a list or dimension column.',
  measure: 'No table has a column that may be aggregated.',
  otherRule: 'No collaboration has tables under rules of different types.',
};

/** Why refusals on this target would prove nothing: not even the honest query is allowed. Undefined if it is. */
export async function untestable(target: Target, judge: Judge): Promise<NoTarget | undefined> {
  const honest = fillTemplate(honestQuery(target), namesOf(target));
  if ('missing' in honest) return { where: target.where, why: 'its rule names no column that a query may return' };
  const verdict = await judge(requestOf(target, honest.sql));
  return verdict.allowed ? undefined : { where: target.where, why: `not even an honest query is allowed (${refusals(verdict).join(', ')})` };
}

/**
 * Judges one attack on one target. Since the honest query on it is allowed, a refusal is for what the attack changed.
 * Undefined for a template of the other rule type.
 */
export async function tryOnContract(template: Template, target: Target, judge: Judge): Promise<Trial | undefined> {
  if (template.rule && template.rule !== target.rule) return undefined;
  const filled = fillTemplate(template.sql, namesOf(target));
  if ('missing' in filled) return { held: undefined, why: MISSING[filled.missing] ?? `No table has what this needs (${filled.missing}).` };
  const verdict = await judge(requestOf(target, filled.sql, template.toStranger ? [STRANGER] : undefined));
  if (!verdict.allowed) return { held: true, refusedBy: refusals(verdict) };
  return { held: false, finding: { where: target.where, sql: filled.sql, why: 'the rules allow it' } };
}

function requestOf({ runner, tables }: Target, sql: string, receivers: readonly string[] = [runner]) {
  return { sql, runner, receivers, tables };
}
