import type { Verdict } from '@parley/analysis-rules';
import type { Try } from './attack';
import type { Trial } from './outcome';
import { type Released, rowText, runOnScenario } from './scenario/run-on-scenario';
import { raceBudget } from './scenario/race-budget';
import { type Judge, ruleIsValid, scenarioRequest } from './scenario/scenario';

type QueryTry = Extract<Try, { sql: string }>;

/** Carries out one try on the built-in tables. */
export async function tryOnScenario(attempt: Try, judge: Judge): Promise<Trial> {
  if (attempt.expect === 'rule-invalid') {
    if (!ruleIsValid(attempt.table, attempt.rule)) return { held: true, refusedBy: ['CONTRACT_INVALID'] };
    return { held: false, finding: { why: `a contract may hold this rule: ${JSON.stringify(attempt.rule)}` } };
  }
  if (attempt.expect === 'budget-kept') return raceBudget(attempt);
  const request = scenarioRequest(attempt.sql, attempt);
  const verdict = await judge(request);
  const why = await failure(attempt, verdict, judge);
  return why === undefined ? { held: true, refusedBy: refusals(verdict) } : { held: false, finding: { sql: request.template?.text ?? request.sql, why } };
}

/** Why the try did not come out as it must; undefined if it did. */
async function failure(attempt: QueryTry, verdict: Verdict, judge: Judge): Promise<string | undefined> {
  switch (attempt.expect) {
    case 'denied':
      if (verdict.allowed) return 'allowed';
      if (refusals(verdict).some((code) => attempt.codes.includes(code))) return undefined;
      return `refused, but for another reason: ${refusals(verdict).join(', ')}`;
    case 'denied-unlike': {
      if (verdict.allowed) return 'allowed';
      const control = await judge(scenarioRequest(attempt.control, attempt));
      return control.allowed ? undefined : `its harmless twin is refused as well: ${refusals(control).join(', ')}`;
    }
    case 'rows':
      return verdict.allowed ? wrongRows(await released(verdict), attempt.rows.map(rowText).sort()) : `refused: ${refusals(verdict).join(', ')}`;
    case 'unchanged': {
      if (!verdict.allowed) return `refused: ${refusals(verdict).join(', ')}`;
      const [one, other] = [await released(verdict, { ordered: true }), await released(verdict, { ordered: true, change: attempt.change })];
      return same(one, other) ? undefined : 'the answer tells whether the victim is there, or what the victim spent';
    }
  }
}

/** An engine's error counts as an answer: whether it comes may depend on the victim. */
async function released({ executableSql }: Extract<Verdict, { allowed: true }>, options?: Parameters<typeof runOnScenario>[1]): Promise<Released | 'error'> {
  return runOnScenario(executableSql, options).catch(() => 'error' as const);
}

function wrongRows(found: Released | 'error', allowed: Released): string | undefined {
  if (found === 'error') return 'the query fails while it runs';
  if (same(found, allowed)) return undefined;
  const more = found.filter((row) => !allowed.includes(row)).length;
  return more > 0 ? `${more} rows came out that must not` : 'rows that may come out are missing';
}

function same(one: Released | 'error', other: Released | 'error'): boolean {
  return one !== 'error' && JSON.stringify(one) === JSON.stringify(other);
}

export function refusals(verdict: Verdict): string[] {
  return verdict.allowed ? [] : [...new Set(verdict.refusals.map(({ code }) => code))].sort();
}

