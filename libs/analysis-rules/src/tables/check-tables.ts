import type { Findings } from '../refusals';
import { checkPermission } from '../custom/check-permission';
import type { AnalysisRequest, RoomTable, TemplateRequest } from '../request';
import type { RuleSwitches } from '../switches';
import { checkMembers } from './check-members';

export type RuleType = 'AGGREGATION' | 'LIST' | 'CUSTOM';

const RULE_TYPES = new Set<string>(['AGGREGATION', 'LIST', 'CUSTOM'] satisfies RuleType[]);

/**
 * Whether these tables may be queried together and delivered to these receivers, whatever the SQL says
 * (clean-rooms-semantics.md 1.5, 1.7, 4.7, 5). Returns the one rule type of all, if there is one.
 */
export function checkTables(
  tables: readonly RoomTable[],
  request: AnalysisRequest | TemplateRequest,
  switches: RuleSwitches,
  findings: Findings,
): RuleType | undefined {
  if (request.receivers.length === 0) findings.add('RESULT_RECEIVER_MISSING');
  for (const table of tables) {
    checkAnalysisRule(table, request, findings);
    checkMembers(table, findings);
    checkReceivers(table, request.receivers, switches, findings);
  }
  return commonRuleType(tables, findings);
}

function checkAnalysisRule(table: RoomTable, request: AnalysisRequest | TemplateRequest, findings: Findings): void {
  const rule = table.analysisRule;
  if (!rule) return findings.add('TABLE_RULE_MISSING', { table: table.name });
  // A rule off the wire may have a type of AWS's own, such as ID_MAPPING_TABLE.
  if (!RULE_TYPES.has(rule.analysisRuleType)) return findings.add('TABLE_RULE_NOT_SUPPORTED', { table: table.name, rule: rule.analysisRuleType });
  if (rule.analysisRuleType === 'CUSTOM') checkPermission(table.name, rule.analysisRulePolicy.v1.custom, request, findings);
  else if (request.template) findings.add('TEMPLATE_NEEDS_CUSTOM', { table: table.name, rule: rule.analysisRuleType });
  if (additionalAnalysesOf(rule) === 'REQUIRED') {
    findings.add('ADDITIONAL_ANALYSIS_REQUIRED', { table: table.name, rule: `${rule.analysisRuleType}.additionalAnalyses` });
  }
}

function additionalAnalysesOf(rule: NonNullable<RoomTable['analysisRule']>): string | undefined {
  switch (rule.analysisRuleType) {
    case 'AGGREGATION':
      return rule.analysisRulePolicy.v1.aggregation.additionalAnalyses;
    case 'LIST':
      return rule.analysisRulePolicy.v1.list.additionalAnalyses;
    case 'CUSTOM':
      return rule.analysisRulePolicy.v1.custom.additionalAnalyses;
  }
}

function checkReceivers(table: RoomTable, receivers: readonly string[], switches: RuleSwitches, findings: Findings): void {
  const rule = table.collaborationRule;
  if (!rule) {
    if (switches.requireCollaborationRule) findings.add('COLLABORATION_RULE_MISSING', { table: table.name });
    return;
  }
  const detail = { table: table.name, rule: 'collaborationAnalysisRule.allowedResultReceivers' };
  if (rule.allowedResultReceivers.length === 0) return findings.add('RESULT_RECEIVERS_NOT_CONFIGURED', detail);
  for (const receiver of receivers.filter((account) => !rule.allowedResultReceivers.includes(account))) {
    findings.add('RESULT_RECEIVER_NOT_ALLOWED', { ...detail, name: receiver });
  }
}

function commonRuleType(tables: readonly RoomTable[], findings: Findings): RuleType | undefined {
  const types = new Set(tables.flatMap((table) => table.analysisRule?.analysisRuleType ?? []));
  if ([...types].some((type) => !RULE_TYPES.has(type))) return undefined;
  if (types.size > 1) {
    const detail = tables.flatMap((table) => (table.analysisRule ? [`${table.name} ${table.analysisRule.analysisRuleType}`] : [])).join(', ');
    findings.add('TABLE_RULES_MIXED', { detail });
    return undefined;
  }
  return [...types][0];
}
