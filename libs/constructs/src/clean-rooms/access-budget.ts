import type { CleanroomsMembership } from '@cdktf/provider-aws/lib/cleanrooms-membership';
import { type AccessBudgetTerms, accessBudgetResource } from '@parley/clean-room-resources';
import { Construct } from 'constructs';
import { CleanRoomsResource } from './clean-rooms-resource';
import type { TableAssociation } from './table-association';

export interface AccessBudgetProps extends Omit<AccessBudgetTerms, 'membershipId' | 'associationId'> {
  membership: CleanroomsMembership;
  association: TableAssociation;
}

/** How often queries may use an associated table: a privacy budget template of type ACCESS_BUDGET. */
export class AccessBudget extends Construct {
  constructor(scope: Construct, id: string, { association, membership, ...terms }: AccessBudgetProps) {
    super(scope, id);
    new CleanRoomsResource(this, 'template', {
      ...accessBudgetResource({ ...terms, membershipId: membership.id, associationId: association.id }),
      replacedWith: [association.association.resource],
    });
  }
}
