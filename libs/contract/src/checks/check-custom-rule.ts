import type { Problem } from '@parley/errors';
import { modesMixed, notATemplate, providersMissing } from '../errors';
import type { TableDraft } from '../party-draft';
import type { CustomRule } from '../schema/analysis-rule';
import { TEMPLATE_ARN } from '../schema/analysis-template';

const ANYTHING = ['ANY_QUERY', 'ANY_JOB'];

/** A CUSTOM rule lists templates, or permits any query of named accounts: never both (custom-allowed-analyses). */
export function checkCustomRule(table: TableDraft, rule: CustomRule): Problem[] {
  const at = (...path: (string | number)[]) => table.at('analysisRule', 'analysisRulePolicy', 'v1', 'custom', ...path);
  const list = at('allowedAnalyses');
  const providers = rule.allowedAnalysisProviders ?? [];
  const anything = rule.allowedAnalyses.some((entry) => ANYTHING.includes(entry));
  const templates = rule.allowedAnalyses.some((entry) => !ANYTHING.includes(entry));
  const problems = rule.allowedAnalyses.flatMap((entry, index) =>
    ANYTHING.includes(entry) || TEMPLATE_ARN.test(entry) ? [] : [notATemplate(at('allowedAnalyses', index), entry)],
  );
  if (anything && templates) problems.push(modesMixed(list, `${ANYTHING.join(' or ')} beside templates`));
  if (anything && providers.length === 0) problems.push(providersMissing(list));
  if (templates && !anything && providers.length > 0) {
    problems.push(modesMixed(at('allowedAnalysisProviders'), 'templates beside providers'));
  }
  return problems;
}
