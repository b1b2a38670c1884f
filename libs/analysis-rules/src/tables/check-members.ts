import { analysisRuleSchema, collaborationRuleSchema } from '@parley/contract';
import type { Findings } from '../refusals';
import type { RoomTable } from '../request';

interface UnknownKeys {
  code: string;
  keys?: readonly string[];
  path: readonly PropertyKey[];
}

/**
 * A rule off the wire may hold members that AWS added later. What such a member demands is not known here, so the table is
 * not queried: taken for absent, it would be a rule gone. CUSTOM says the same of its own members, by name and value.
 */
export function checkMembers({ name: table, analysisRule, collaborationRule }: RoomTable, findings: Findings): void {
  const rule = analysisRule?.analysisRuleType === 'CUSTOM' ? undefined : analysisRule;
  const unknown = [
    ...(rule ? unknownIn(analysisRuleSchema.safeParse(rule).error?.issues, rule.analysisRuleType) : []),
    ...(collaborationRule ? unknownIn(collaborationRuleSchema.safeParse(collaborationRule).error?.issues, 'collaborationAnalysisRule') : []),
  ];
  for (const { name, where } of unknown) findings.add('TABLE_MEMBER_NOT_SUPPORTED', { table, name, rule: where });
}

function unknownIn(issues: readonly UnknownKeys[] = [], where: string): { name: string; where: string }[] {
  return issues.filter(({ code }) => code === 'unrecognized_keys').flatMap(({ keys = [] }) => keys.map((name) => ({ name, where: `${where}.${name}` })));
}
