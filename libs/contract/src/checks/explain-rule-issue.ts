import type { Problem } from '@parley/errors';
import type { z } from 'zod';
import { foreignRuleField, idMappingRule, ruleFieldNotEnforced, ruleTypeMismatch } from '../errors';
import { aggregationRuleSchema, customRuleSchema, listRuleSchema } from '../schema/analysis-rule';
import { valueAt } from '../yaml/issue-problems';
import type { YamlFile } from '../yaml/yaml-file';

const RULES = { aggregation: aggregationRuleSchema, list: listRuleSchema, custom: customRuleSchema };
type RuleKey = keyof typeof RULES;

/** Members of rules that AWS knows and Parley does not enforce yet (spec, section 4.5). */
const NOT_ENFORCED = ['differentialPrivacy'];

/** Says what is meant when a rule's policy and its type disagree, instead of "unknown key" and "missing key". */
export function explainRuleIssue(issue: z.core.$ZodIssue, file: YamlFile): Problem[] | undefined {
  if (issue.path.at(-1) === 'analysisRuleType' && valueAt(file.data, issue.path as (string | number)[]) === 'ID_MAPPING_TABLE') {
    return [idMappingRule(file.valueAt(issue.path as (string | number)[]))];
  }
  const at = issue.path.indexOf('v1');
  if (at < 0) return undefined;
  const policy = issue.path.slice(0, at + 1) as (string | number)[];
  const type = String(valueAt(file.data, [...policy.slice(0, -2), 'analysisRuleType']));
  const held = Object.keys((valueAt(file.data, policy) ?? {}) as object).filter((key): key is RuleKey => key in RULES);
  const wrong = held.find((key) => key !== type.toLowerCase());
  const below = issue.path.length - policy.length;
  // zod reports the missing member and the unknown one: said once, where the wrong member stands.
  if (issue.code === 'unrecognized_keys' && below === 0 && wrong) {
    return [ruleTypeMismatch(file.keyAt([...policy, wrong]), type, wrong)];
  }
  if (issue.code === 'invalid_type' && below === 1 && wrong) return [];
  if (issue.code !== 'unrecognized_keys' || below !== 1) return undefined;
  return foreignFields(issue.keys, [...policy, String(issue.path.at(-1))], type, file);
}

function foreignFields(keys: readonly string[], rulePath: (string | number)[], type: string, file: YamlFile): Problem[] | undefined {
  const problems = keys.map((key) => {
    const place = file.keyAt([...rulePath, key]);
    if (NOT_ENFORCED.includes(key)) return ruleFieldNotEnforced(place, key);
    const home = (Object.keys(RULES) as RuleKey[]).find((rule) => key in RULES[rule].shape);
    return home && foreignRuleField(place, key, home.toUpperCase(), type);
  });
  const told = problems.filter((problem) => problem !== undefined);
  return told.length === keys.length ? told : undefined;
}
