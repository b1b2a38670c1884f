import type { CollaborationRule } from '@parley/contract';
import type { CleanRoomResource } from './resource';

export interface AssociationTerms {
  membershipId: string;
  configuredTableId: string;
  /** The name that queries use. */
  name: string;
  /** Role that Clean Rooms reads the data with. */
  roleArn: string;
  /** Who may receive what a query over this table returns. */
  rule?: CollaborationRule;
  /** The configured table's rule type, which the association's rule must have too. */
  ruleType?: 'AGGREGATION' | 'LIST' | 'CUSTOM';
}

/** Brings a configured table into a collaboration, with the collaboration's own rule. */
export function associationResource({ membershipId, configuredTableId, name, roleArn, rule, ruleType }: AssociationTerms): CleanRoomResource {
  return {
    type: 'ConfiguredTableAssociation',
    members: {
      membershipIdentifier: membershipId,
      configuredTableIdentifier: configuredTableId,
      name,
      roleArn,
      configuredTableAssociationAnalysisRules: rule && ruleType ? [{ type: ruleType, policy: { v1: { [ruleType.toLowerCase()]: rule } } }] : undefined,
    },
  };
}
