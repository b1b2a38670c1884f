import type { FieldProblem } from '../../service-error';
import type { TableRuleRecord } from '../../state/records';
import { checkUnion } from '../table-rules/policy-body';

/**
 * A collaboration analysis rule adds to the table's own rule, and is of its type (clean-rooms-semantics.md 5). Whether its
 * receivers may receive is no matter of the rule but of the schema's readiness: members come and go.
 */
export function checkAssociationPolicy(type: string, policy: unknown, tableRule: TableRuleRecord | undefined): FieldProblem[] {
  const union = checkUnion(type, policy);
  if (union.length > 0) return union;
  if (!tableRule) return [{ name: 'analysisRuleType', message: 'The configured table has no analysis rule yet: create that first.' }];
  if (tableRule.type === type) return [];
  return [{ name: 'analysisRuleType', message: `The configured table's analysis rule is of type ${tableRule.type}; this must be of the same type.` }];
}
