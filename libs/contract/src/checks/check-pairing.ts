import type { Problem } from '@parley/errors';
import { noReceivers, receiversNotPermitted, ruleHalf } from '../errors';
import type { TableDraft } from '../party-draft';
import type { AnalysisRule } from '../schema/analysis-rule';

const MEMBERS = ['allowedColumns', 'analysisRule', 'collaborationAnalysisRule'] as const;

/** A configured table has its columns, its rule and the collaboration's rule: all three, or none. */
export function checkPairing(table: TableDraft): Problem[] {
  if (table.incomplete) return [];
  const has = MEMBERS.filter((member) => table.spec[member] !== undefined);
  const lacks = MEMBERS.filter((member) => table.spec[member] === undefined);
  if (has.length === 0) return [];
  if (lacks.length > 0) return [ruleHalf(table.keyAt(has[0]!), table.name, has.join(' and '), lacks.join(' and '))];
  return checkDelivery(table);
}

/** Somebody can receive results, unless the rule keeps results for further analyses only. */
function checkDelivery(table: TableDraft): Problem[] {
  const { analysisRule, collaborationAnalysisRule } = table.spec;
  if (!analysisRule || !collaborationAnalysisRule) return [];
  const place = table.at('collaborationAnalysisRule', 'allowedResultReceivers');
  const receivers = collaborationAnalysisRule.allowedResultReceivers;
  if (onlyFurtherAnalyses(analysisRule)) return receivers.length > 0 ? [receiversNotPermitted(place)] : [];
  return receivers.length === 0 ? [noReceivers(place)] : [];
}

function onlyFurtherAnalyses(rule: AnalysisRule): boolean {
  const body = Object.values(rule.analysisRulePolicy.v1)[0] as { additionalAnalyses?: string };
  return body.additionalAnalyses === 'REQUIRED';
}
