import type { AnalysisRule } from '@aws-sdk/client-cleanrooms';
import type { AssociationRecord } from '../../state/records';
import type { ServiceCall } from '../service-operation';
import { bodyName, policyBody } from '../table-rules/policy-body';
import { timesOf } from '../times';

/**
 * The rule of a table as every member of the collaboration may read it: the table's, the association's, and both as one. None
 * when the table has no rule of this type.
 */
export function schemaRuleView({ service }: ServiceCall, association: AssociationRecord, type: string): AnalysisRule | undefined {
  const rule = service.state.get('tableRules', association.configuredTableId);
  if (rule?.type !== type) return undefined;
  const own = service.state.get('associationRules', association.id);
  const both = own?.type === rule.type ? { ...policyBody(rule.policy), ...policyBody(own.policy) } : undefined;
  const view = {
    collaborationId: association.collaborationId,
    type: rule.type,
    name: association.name,
    ...timesOf(rule),
    policy: rule.policy,
    ...(own && { collaborationPolicy: own.policy }),
    ...(both && { consolidatedPolicy: { v1: { [bodyName(rule.type)]: both } } }),
  };
  return view as unknown as AnalysisRule;
}
