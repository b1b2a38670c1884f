import type { RoomTable } from '@parley/analysis-rules';
import type { Attack } from './attack';
import { ATTACKS } from './attacks';

/** An attack that the rules of some tables do not stop, or not the whole of it. */
export interface OpenAttack {
  number: number;
  id: string;
  /** What the attacker tries. */
  tries: string;
  /** What stays possible, and what reduces it. */
  remains: string;
}

/** The attacks that the rules of these tables leave open. A table without a rule can't be asked, so that it opens nothing. */
export function openAttacks(tables: readonly RoomTable[]): OpenAttack[] {
  return ATTACKS.flatMap(({ number, id, tries, remains, opensUnder }) =>
    remains !== undefined && openUnder(opensUnder, tables) ? [{ number, id, tries, remains }] : [],
  );
}

/** Whether one of these tables has a rule that leaves the attack open. */
export function openUnder(opensUnder: Attack['opensUnder'], tables: readonly RoomTable[]): boolean {
  return tables.some((table) => opensUnder.some((opening) => isUnder(table, opening)));
}

function isUnder({ analysisRule }: RoomTable, { rule, aggregates, unless }: Attack['opensUnder'][number]): boolean {
  if (analysisRule?.analysisRuleType !== rule) return false;
  if (analysisRule.analysisRuleType === 'CUSTOM') return unless === undefined || analysisRule.analysisRulePolicy.v1.custom[unless] === undefined;
  if (analysisRule.analysisRuleType === 'LIST') return true;
  const allowed = analysisRule.analysisRulePolicy.v1.aggregation.aggregateColumns.map(({ function: name }) => name.replace('_DISTINCT', ''));
  return aggregates.every((name) => allowed.some((one) => one === name));
}
