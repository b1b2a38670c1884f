import type { GetConfiguredTableAssociationAnalysisRuleInput, GetConfiguredTableAssociationAnalysisRuleOutput } from '@aws-sdk/client-cleanrooms';
import { ownAssociation } from '../access/own-resources';
import { operation } from '../service-operation';
import { associationRuleOfType, associationRuleView } from './association-rule-view';

export const getConfiguredTableAssociationAnalysisRule = operation<
  GetConfiguredTableAssociationAnalysisRuleInput,
  GetConfiguredTableAssociationAnalysisRuleOutput
>('GetConfiguredTableAssociationAnalysisRule', (input, call) => {
  const association = ownAssociation(call, input.membershipIdentifier, input.configuredTableAssociationIdentifier);
  return { analysisRule: associationRuleView(association, associationRuleOfType(call, association, input.analysisRuleType)) };
});
