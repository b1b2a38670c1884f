import type { ConfiguredTableAssociationAnalysisRule } from '@aws-sdk/client-cleanrooms';
import type { AssociationRecord, AssociationRuleRecord } from '../../state/records';
import { noAssociationRule } from '../problems';
import type { ServiceCall } from '../service-operation';
import { timesOf } from '../times';

export function associationRuleView(association: AssociationRecord, rule: AssociationRuleRecord): ConfiguredTableAssociationAnalysisRule {
  return {
    membershipIdentifier: association.membershipId,
    configuredTableAssociationId: association.id,
    configuredTableAssociationArn: association.arn,
    type: rule.type,
    policy: rule.policy as unknown as ConfiguredTableAssociationAnalysisRule['policy'],
    ...timesOf(rule),
  };
}

/** The association's rule of this type; 404 when it has none or one of another type. */
export function associationRuleOfType({ service }: ServiceCall, { id }: AssociationRecord, type: string): AssociationRuleRecord {
  const rule = service.state.get('associationRules', id);
  if (rule?.type !== type) throw noAssociationRule(id, type);
  return rule;
}
