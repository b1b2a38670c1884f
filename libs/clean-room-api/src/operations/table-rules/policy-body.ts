import type { FieldProblem } from '../../service-error';
import type { Policy } from '../../state/records';
import type { Members } from '../../operation';

/** The name of a rule's body below `v1`: `list` for LIST. */
export function bodyName(type: string): string {
  return type.toLowerCase();
}

/** The rule itself, without its wrapping. */
export function policyBody(policy: Policy): Members {
  return Object.values(policy.v1)[0] ?? {};
}

/** A policy holds one rule, of the type that is said beside it. */
export function checkUnion(type: string, policy: unknown): FieldProblem[] {
  const versions = Object.keys(policy as object);
  if (versions.join() !== 'v1') return [{ name: 'analysisRulePolicy', message: 'Must have exactly one member, v1.' }];
  const held = Object.keys((policy as Policy).v1);
  if (held.join() === bodyName(type)) return [];
  const found = held.length > 0 ? held.join(', ') : 'nothing';
  return [{ name: 'analysisRulePolicy.v1', message: `analysisRuleType is ${type}, so this must have exactly one member, ${bodyName(type)}; it has ${found}.` }];
}
