import type { CreateMembershipInput, CreateMembershipOutput } from '@aws-sdk/client-cleanrooms';
import type { MemberRecord, MembershipRecord } from '../../state/records';
import { memberId, type VisibleCollaboration, visibleCollaboration } from '../access/visible-collaboration';
import { membershipArn } from '../arns';
import { changeAndTell } from '../change-and-tell';
import { membershipExists } from '../problems';
import { withinQuota } from '../quotas';
import { type Checked, operation, type ServiceCall } from '../service-operation';
import { putTags } from '../tags/tags';
import { checkLogStatus } from './check-log-status';
import { checkPayment } from './check-payment';
import { membershipView } from './membership-view';

/** An invited account joins. One membership a collaboration; who left or was removed is invited no more. */
export const createMembership = operation<CreateMembershipInput, CreateMembershipOutput>('CreateMembership', async (input, call) => {
  const { caller, service } = call;
  const visible = visibleCollaboration(call, input.collaborationIdentifier);
  const { collaboration, member } = visible;
  if (member.membershipId !== undefined) throw membershipExists(member.membershipId);
  checkLogStatus(input.queryLogStatus, collaboration);
  checkPayment(input.paymentConfiguration, member);
  const own = service.state.all('memberships').filter(({ account, status }) => account === caller.account && status === 'ACTIVE');
  withinQuota(call, 'memberships', own.length + 1);

  const membership = membershipRecord(input, call, visible);
  const joined: MemberRecord = { ...member, status: 'ACTIVE', membershipId: membership.id, updateTime: membership.createTime };
  await changeAndTell(call, (draft, tell) => {
    draft.put('memberships', membership.id, membership);
    draft.put('members', memberId(collaboration.id, caller.account), joined);
    putTags(draft, membership.arn, input.tags);
    const detail = { membershipId: membership.id, collaborationId: collaboration.id };
    tell({ detailType: 'Membership Created', resource: membership.arn, detail });
  });
  return { membership: membershipView(call, membership) };
});

function membershipRecord(
  input: Checked<CreateMembershipInput>,
  { caller, service }: ServiceCall,
  { collaboration, member }: VisibleCollaboration,
): MembershipRecord {
  const { collaborationIdentifier: _collaboration, tags: _tags, queryLogStatus, defaultResultConfiguration, paymentConfiguration, ...kept } = input;
  const id = service.ids();
  const now = service.clock().getTime();
  return {
    id,
    arn: membershipArn(caller, id),
    account: caller.account,
    collaborationId: collaboration.id,
    status: 'ACTIVE',
    abilities: member.abilities,
    ...(member.mlAbilities && { mlAbilities: member.mlAbilities }),
    queryLogStatus,
    ...(defaultResultConfiguration && { defaultResultConfiguration }),
    paymentConfiguration: paymentConfiguration ?? { queryCompute: { isResponsible: member.paymentConfiguration.queryCompute.isResponsible } },
    kept,
    createTime: now,
    updateTime: now,
  };
}
