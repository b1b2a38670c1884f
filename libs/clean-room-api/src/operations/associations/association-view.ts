import type { ConfiguredTableAssociation, ConfiguredTableAssociationSummary } from '@aws-sdk/client-cleanrooms';
import type { AssociationRecord } from '../../state/records';
import type { ServiceCall } from '../service-operation';
import { timesOf } from '../times';

/** An association as its owner sees it. */
export function associationView(call: ServiceCall, association: AssociationRecord): ConfiguredTableAssociation {
  const { kept, roleArn, description } = association;
  const table = call.service.state.get('configuredTables', association.configuredTableId);
  return {
    ...kept,
    ...associationSummary(call, association),
    configuredTableArn: table?.arn,
    roleArn,
    ...(description !== undefined && { description }),
  };
}

export function associationSummary({ service }: ServiceCall, association: AssociationRecord): ConfiguredTableAssociationSummary {
  const { id, arn, name, configuredTableId, membershipId } = association;
  const membership = service.state.get('memberships', membershipId);
  const rule = service.state.get('associationRules', id);
  return {
    id,
    arn,
    name,
    configuredTableId,
    membershipId,
    membershipArn: membership?.arn,
    analysisRuleTypes: rule ? [rule.type] : [],
    ...timesOf(association),
  };
}

/** The detail of an event about an association. */
export function associationDetail({ id, membershipId, collaborationId }: AssociationRecord): Record<string, string> {
  return { configuredTableAssociationId: id, membershipId, collaborationId };
}
