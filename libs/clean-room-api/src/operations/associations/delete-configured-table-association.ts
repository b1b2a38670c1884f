import type { DeleteConfiguredTableAssociationInput, DeleteConfiguredTableAssociationOutput } from '@aws-sdk/client-cleanrooms';
import { ownAssociation } from '../access/own-resources';
import { changeAndTell } from '../change-and-tell';
import { associationInUse } from '../problems';
import { operation } from '../service-operation';
import { associationDetail } from './association-view';

/** Not while an access budget is on it; its own rule goes with it. */
export const deleteConfiguredTableAssociation = operation<DeleteConfiguredTableAssociationInput, DeleteConfiguredTableAssociationOutput>(
  'DeleteConfiguredTableAssociation',
  async (input, call) => {
    const { state } = call.service;
    const association = ownAssociation(call, input.membershipIdentifier, input.configuredTableAssociationIdentifier);
    if (state.all('budgetTemplates').some(({ associationId }) => associationId === association.id)) throw associationInUse(association.id);
    await changeAndTell(call, (draft, tell) => {
      draft.remove('associationRules', association.id);
      draft.remove('tags', association.arn);
      draft.remove('associations', association.id);
      tell({ detailType: 'Configured Table Association Deleted', resource: association.arn, detail: associationDetail(association) });
    });
    return {};
  },
);
