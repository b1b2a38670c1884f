import type {
  DeleteConfiguredTableAssociationAnalysisRuleInput,
  DeleteConfiguredTableAssociationAnalysisRuleOutput,
} from '@aws-sdk/client-cleanrooms';
import { ownAssociation } from '../access/own-resources';
import { associationDetail } from '../associations/association-view';
import { changeAndTell } from '../change-and-tell';
import { operation } from '../service-operation';
import { associationRuleOfType } from './association-rule-view';

export const deleteConfiguredTableAssociationAnalysisRule = operation<
  DeleteConfiguredTableAssociationAnalysisRuleInput,
  DeleteConfiguredTableAssociationAnalysisRuleOutput
>('DeleteConfiguredTableAssociationAnalysisRule', async (input, call) => {
  const association = ownAssociation(call, input.membershipIdentifier, input.configuredTableAssociationIdentifier);
  associationRuleOfType(call, association, input.analysisRuleType);
  await changeAndTell(call, (draft, tell) => {
    draft.remove('associationRules', association.id);
    tell({ detailType: 'Configured Table Association Analysis Rule Deleted', resource: association.arn, detail: associationDetail(association) });
  });
  return {};
});
