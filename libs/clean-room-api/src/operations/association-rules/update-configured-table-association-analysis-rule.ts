import type {
  UpdateConfiguredTableAssociationAnalysisRuleInput,
  UpdateConfiguredTableAssociationAnalysisRuleOutput,
} from '@aws-sdk/client-cleanrooms';
import type { Policy } from '../../state/records';
import { activeMembership } from '../access/own-membership';
import { ownAssociation } from '../access/own-resources';
import { associationDetail } from '../associations/association-view';
import { changeAndTell } from '../change-and-tell';
import { refuseWrongFields } from '../problems';
import { operation } from '../service-operation';
import { associationRuleOfType, associationRuleView } from './association-rule-view';
import { checkAssociationPolicy } from './check-association-policy';

/** The policy is replaced whole; its type stays. */
export const updateConfiguredTableAssociationAnalysisRule = operation<
  UpdateConfiguredTableAssociationAnalysisRuleInput,
  UpdateConfiguredTableAssociationAnalysisRuleOutput
>('UpdateConfiguredTableAssociationAnalysisRule', async (input, call) => {
  const { state, clock } = call.service;
  const association = ownAssociation(call, input.membershipIdentifier, input.configuredTableAssociationIdentifier);
  activeMembership(call, association.membershipId);
  const known = associationRuleOfType(call, association, input.analysisRuleType);
  refuseWrongFields(checkAssociationPolicy(known.type, input.analysisRulePolicy, state.get('tableRules', association.configuredTableId)));
  const rule = { ...known, policy: input.analysisRulePolicy as unknown as Policy, updateTime: clock().getTime() };
  await changeAndTell(call, (draft, tell) => {
    draft.put('associationRules', association.id, rule);
    tell({ detailType: 'Configured Table Association Analysis Rule Updated', resource: association.arn, detail: associationDetail(association) });
  });
  return { analysisRule: associationRuleView(association, rule) };
});
