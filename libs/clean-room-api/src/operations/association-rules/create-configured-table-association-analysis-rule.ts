import type {
  CreateConfiguredTableAssociationAnalysisRuleInput,
  CreateConfiguredTableAssociationAnalysisRuleOutput,
} from '@aws-sdk/client-cleanrooms';
import type { AssociationRuleRecord, Policy } from '../../state/records';
import { activeMembership } from '../access/own-membership';
import { ownAssociation } from '../access/own-resources';
import { associationDetail } from '../associations/association-view';
import { changeAndTell } from '../change-and-tell';
import { associationRuleExists, refuseWrongFields } from '../problems';
import { operation } from '../service-operation';
import { associationRuleView } from './association-rule-view';
import { checkAssociationPolicy } from './check-association-policy';

/** Says who may receive what a query over this table returns; one an association. */
export const createConfiguredTableAssociationAnalysisRule = operation<
  CreateConfiguredTableAssociationAnalysisRuleInput,
  CreateConfiguredTableAssociationAnalysisRuleOutput
>('CreateConfiguredTableAssociationAnalysisRule', async (input, call) => {
  const { state, clock } = call.service;
  const { analysisRuleType: type, analysisRulePolicy: policy } = input;
  const association = ownAssociation(call, input.membershipIdentifier, input.configuredTableAssociationIdentifier);
  activeMembership(call, association.membershipId);
  refuseWrongFields(checkAssociationPolicy(type, policy, state.get('tableRules', association.configuredTableId)));
  const known = state.get('associationRules', association.id);
  if (known) throw associationRuleExists(association.id, known.type);
  const now = clock().getTime();
  const rule: AssociationRuleRecord = { type, policy: policy as unknown as Policy, createTime: now, updateTime: now };
  await changeAndTell(call, (draft, tell) => {
    draft.put('associationRules', association.id, rule);
    tell({ detailType: 'Configured Table Association Analysis Rule Created', resource: association.arn, detail: associationDetail(association) });
  });
  return { analysisRule: associationRuleView(association, rule) };
});
