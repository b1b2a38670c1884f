import { type CustomRule, customRuleSchema } from '@parley/contract';
import type { Findings } from '../refusals';
import type { AnalysisRequest, TemplateRequest } from '../request';

/** The members of a CUSTOM rule that are enforced, in the shapes that are known; a table whose rule says more is not queried. */
const ENFORCED = customRuleSchema.shape;

/** Whether a CUSTOM rule lets this text run: its template's ARN, or any text of an account it names (clean-rooms-semantics.md 4.2). */
export function checkPermission(table: string, rule: CustomRule, request: AnalysisRequest | TemplateRequest, findings: Findings): void {
  for (const [name, value] of Object.entries(rule)) {
    if (name === 'differentialPrivacy' && value !== undefined) findings.add('CUSTOM_DIFFERENTIAL_PRIVACY', { table, rule: `CUSTOM.${name}` });
    else if (!isEnforced(name, value)) findings.add('CUSTOM_CONTROL_NOT_SUPPORTED', { table, name, rule: `CUSTOM.${name}` });
  }
  const analyses = { table, rule: 'CUSTOM.allowedAnalyses' };
  if (rule.allowedAnalyses.length === 0) return findings.add('CUSTOM_ANALYSES_NOT_CONFIGURED', analyses);
  const { template } = request;
  if (template && rule.allowedAnalyses.includes(template.arn)) return;
  if (!rule.allowedAnalyses.includes('ANY_QUERY')) {
    return findings.add(template ? 'CUSTOM_TEMPLATE_NOT_ALLOWED' : 'CUSTOM_DIRECT_NOT_ALLOWED', analyses);
  }
  const author = template?.creator ?? request.runner;
  const providers = { table, rule: 'CUSTOM.allowedAnalysisProviders', name: author };
  if (!rule.allowedAnalysisProviders?.length) findings.add('CUSTOM_PROVIDERS_NOT_CONFIGURED', providers);
  else if (!rule.allowedAnalysisProviders.includes(author)) findings.add('CUSTOM_PROVIDER_NOT_ALLOWED', providers);
}

/** A rule may come off the wire with members or values that are newer than this. */
function isEnforced(name: string, value: unknown): boolean {
  if (value === undefined) return true;
  return Object.hasOwn(ENFORCED, name) && ENFORCED[name as keyof CustomRule].safeParse(value).success;
}
