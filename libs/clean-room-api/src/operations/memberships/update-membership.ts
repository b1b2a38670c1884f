import type { UpdateMembershipInput, UpdateMembershipOutput } from '@aws-sdk/client-cleanrooms';
import type { MembershipRecord } from '../../state/records';
import { activeMembership } from '../access/own-membership';
import { changeAndTell } from '../change-and-tell';
import { operation } from '../service-operation';
import { checkLogStatus } from './check-log-status';
import { membershipView } from './membership-view';

/**
 * Log status and result defaults. `updateTime` stays: Terraform's provider 5.100.0 fails an apply after which it changed
 * (terraform-moto.md, section 5).
 */
export const updateMembership = operation<UpdateMembershipInput, UpdateMembershipOutput>('UpdateMembership', async (input, call) => {
  const membership = activeMembership(call, input.membershipIdentifier);
  checkLogStatus(input.queryLogStatus, call.service.state.get('collaborations', membership.collaborationId));
  const { membershipIdentifier: _id, queryLogStatus, defaultResultConfiguration, ...rest } = input;
  const updated: MembershipRecord = {
    ...membership,
    ...(queryLogStatus && { queryLogStatus }),
    ...(defaultResultConfiguration && { defaultResultConfiguration }),
    kept: { ...membership.kept, ...rest },
  };
  await changeAndTell(call, (draft, tell) => {
    draft.put('memberships', updated.id, updated);
    const detail = { membershipId: updated.id, collaborationId: updated.collaborationId };
    tell({ detailType: 'Membership Updated', resource: updated.arn, detail });
  });
  return { membership: membershipView(call, updated) };
});
