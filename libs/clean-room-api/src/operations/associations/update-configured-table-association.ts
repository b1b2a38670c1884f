import type { UpdateConfiguredTableAssociationInput, UpdateConfiguredTableAssociationOutput } from '@aws-sdk/client-cleanrooms';
import type { AssociationRecord } from '../../state/records';
import { activeMembership } from '../access/own-membership';
import { ownAssociation } from '../access/own-resources';
import { changeAndTell } from '../change-and-tell';
import { operation } from '../service-operation';
import { associationDetail, associationView } from './association-view';

/** Description and role; name and table stay. */
export const updateConfiguredTableAssociation = operation<UpdateConfiguredTableAssociationInput, UpdateConfiguredTableAssociationOutput>(
  'UpdateConfiguredTableAssociation',
  async (input, call) => {
    const association = ownAssociation(call, input.membershipIdentifier, input.configuredTableAssociationIdentifier);
    activeMembership(call, association.membershipId);
    const { description, roleArn } = input;
    const updated: AssociationRecord = {
      ...association,
      ...(description !== undefined && { description }),
      ...(roleArn !== undefined && { roleArn }),
      updateTime: call.service.clock().getTime(),
    };
    await changeAndTell(call, (draft, tell) => {
      draft.put('associations', updated.id, updated);
      tell({ detailType: 'Configured Table Association Updated', resource: updated.arn, detail: associationDetail(updated) });
    });
    return { configuredTableAssociation: associationView(call, updated) };
  },
);
