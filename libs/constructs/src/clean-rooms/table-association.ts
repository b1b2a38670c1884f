import type { CollaborationRule } from '@parley/contract';
import { Construct } from 'constructs';
import { CleanRoomsResource } from './clean-rooms-resource';
import type { ConfiguredTable } from './configured-table';

export interface TableAssociationProps {
  membershipId: string;
  configuredTable: ConfiguredTable;
  /** The name that queries use. */
  name: string;
  /** Role that Clean Rooms reads the data with. */
  roleArn: string;
  /** Who may receive what a query over this table returns. */
  rule?: CollaborationRule;
  /** The configured table's rule type, which the association's rule must have too. */
  ruleType?: 'AGGREGATION' | 'LIST' | 'CUSTOM';
}

/**
 * Brings a configured table into a collaboration, under the name that queries use, with the collaboration's own rule.
 *
 * Queries know the table by this name, so unlike the table's it does not change: when the table is replaced, the
 * association is taken away and made anew, and for that moment queries over it are refused.
 */
export class TableAssociation extends Construct {
  readonly association: CleanRoomsResource;

  constructor(scope: Construct, id: string, { membershipId, configuredTable, name, roleArn, rule, ruleType }: TableAssociationProps) {
    super(scope, id);
    this.association = new CleanRoomsResource(this, 'association', {
      type: 'ConfiguredTableAssociation',
      members: {
        membershipIdentifier: membershipId,
        configuredTableIdentifier: configuredTable.id,
        name,
        roleArn,
        configuredTableAssociationAnalysisRules:
          rule && ruleType ? [{ type: ruleType, policy: { v1: { [ruleType.toLowerCase()]: rule } } }] : undefined,
      },
    });
  }

  get id(): string {
    return this.association.output('ConfiguredTableAssociationIdentifier');
  }
}
