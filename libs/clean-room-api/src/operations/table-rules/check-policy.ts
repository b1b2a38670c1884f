import { type AnalysisRule, analysisRuleSchema, checkRule } from '@parley/contract';
import type { Place, Problem } from '@parley/errors';
import type { FieldProblem } from '../../service-error';
import type { ConfiguredTableRecord, RuleType } from '../../state/records';
import { checkUnion, policyBody } from './policy-body';

/**
 * What is wrong with a table's rule, by the same code that checks a contract. Members that neither this nor the SDK knows
 * are let pass: they are kept and returned, and the clean room refuses to query by what it can't enforce.
 */
export function checkPolicy(table: ConfiguredTableRecord, type: RuleType, policy: unknown): FieldProblem[] {
  const union = checkUnion(type, policy);
  if (union.length > 0) return union;
  const rule = { analysisRuleType: type, analysisRulePolicy: policy } as AnalysisRule;
  const shape = checkShape(rule);
  return shape.length > 0 ? shape : [...checkSense(table, rule), ...checkPrivacy(rule)];
}

function checkShape(rule: AnalysisRule): FieldProblem[] {
  const issues = analysisRuleSchema.safeParse(rule).error?.issues ?? [];
  return issues
    .filter(({ code }) => code !== 'unrecognized_keys')
    .map(({ path, message }) => ({ name: fieldName(path), message: `${message}.` }));
}

/** Columns that are there, once each, in lists that may share them; and the other rules of a contract's rule. */
function checkSense(table: ConfiguredTableRecord, rule: AnalysisRule): FieldProblem[] {
  const spec = { source: { file: '', format: 'csv' as const }, columns: [], allowedColumns: [...table.allowedColumns], analysisRule: rule };
  const problems = checkRule({ name: table.name, spec, incomplete: false, at: placeOf, keyAt: placeOf });
  return problems.map((problem) => ({ name: problem.file || 'analysisRulePolicy', message: inWords(problem) }));
}

/** A contract has places in files; here the field's name stands for the file. */
function placeOf(...path: (string | number)[]): Place {
  return { file: fieldName(path.slice(1)) };
}

/** A contract asks of a column that it is declared, and no identifier in the clear; the service asks that it is allowed. */
function inWords({ code, message, repair }: Problem): string {
  if (code === 'CONTRACT_UNKNOWN_COLUMN' || code === 'CONTRACT_DIRECT_IDENTIFIER') return 'Names a column that is not in the allowedColumns of the configured table.';
  return repair ? `${message}; ${repair}.` : `${message}.`;
}

/** User Guide, custom-considerations: the two kinds of protection exclude each other. */
function checkPrivacy(rule: AnalysisRule): FieldProblem[] {
  const body = policyBody(rule.analysisRulePolicy);
  if (body.differentialPrivacy === undefined) return [];
  const both = ['aggregationThresholds', 'comparisonControls'].filter((name) => body[name] !== undefined);
  return both.map((name) => ({ name: `analysisRulePolicy.v1.custom.${name}`, message: 'Can\'t be combined with differentialPrivacy.' }));
}

function fieldName(path: readonly PropertyKey[]): string {
  return path.reduce<string>((name, step) => (typeof step === 'number' ? `${name}[${step}]` : name ? `${name}.${String(step)}` : String(step)), '');
}
