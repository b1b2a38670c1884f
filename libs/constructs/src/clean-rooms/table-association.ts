import { type AssociationTerms, associationResource } from '@parley/clean-room-resources';
import type { CleanroomsMembership } from '@cdktf/provider-aws/lib/cleanrooms-membership';
import { Construct } from 'constructs';
import { CleanRoomsResource } from './clean-rooms-resource';
import type { ConfiguredTable } from './configured-table';

export interface TableAssociationProps extends Omit<AssociationTerms, 'configuredTableId' | 'membershipId'> {
  membership: CleanroomsMembership;
  configuredTable: ConfiguredTable;
}

/**
 * Brings a configured table into a collaboration, under the name that queries use, with the collaboration's own rule.
 *
 * Queries know the table by this name, so unlike the table's it does not change: when the table is replaced, the
 * association is taken away and made anew, and for that moment queries over it are refused.
 */
export class TableAssociation extends Construct {
  readonly association: CleanRoomsResource;

  constructor(scope: Construct, id: string, { configuredTable, membership, ...terms }: TableAssociationProps) {
    super(scope, id);
    this.association = new CleanRoomsResource(this, 'association', {
      ...associationResource({ ...terms, membershipId: membership.id, configuredTableId: configuredTable.id }),
      replacedWith: [membership, configuredTable.table.resource],
    });
  }

  get id(): string {
    return this.association.output('ConfiguredTableAssociationIdentifier');
  }
}
