import type { CreateCollaborationInput, CreateCollaborationOutput } from '@aws-sdk/client-cleanrooms';
import type { CollaborationRecord, MemberRecord } from '../../state/records';
import { memberId, visibleCollaboration } from '../access/visible-collaboration';
import { collaborationArn } from '../arns';
import { changeAndTell } from '../change-and-tell';
import { notInLocalService, refuseWrongFields } from '../problems';
import { withinQuota } from '../quotas';
import { type Checked, operation, type ServiceCall } from '../service-operation';
import { putTags } from '../tags/tags';
import { checkSeats, payerOf, seatsOf } from './check-members';
import { collaborationView } from './collaboration-view';

/** The creator is a member from the start, INVITED like the others until it makes its membership. */
export const createCollaboration = operation<CreateCollaborationInput, CreateCollaborationOutput>('CreateCollaboration', async (input, call) => {
  const { caller, service } = call;
  if (input.analyticsEngine === 'CLEAN_ROOMS_SQL') {
    throw notInLocalService('analyticsEngine', 'analytics engine CLEAN_ROOMS_SQL', 'AWS ended it on 2025-12-17; use SPARK.');
  }
  refuseWrongFields(checkSeats(seatsOf(input, caller.account)));
  withinQuota(call, 'membersInvited', input.members.length);
  const made = service.state.all('collaborations').filter(({ account, deleted }) => account === caller.account && !deleted);
  withinQuota(call, 'collaborationsCreated', made.length + 1);

  const record = collaborationRecord(input, call);
  await changeAndTell(call, (draft, tell) => {
    draft.put('collaborations', record.id, record);
    for (const member of memberRecords(input, call, record)) {
      draft.put('members', memberId(record.id, member.account), member);
      const told = { resource: record.arn, detail: { collaborationId: record.id } };
      if (member.account === caller.account) tell({ ...told, detailType: 'Collaboration Created' });
      else tell({ ...told, detailType: 'Invited To Collaboration', account: member.account });
    }
    putTags(draft, record.arn, input.tags);
  });
  return { collaboration: collaborationView(call, visibleCollaboration(call, record.id)) };
});

function collaborationRecord(input: Checked<CreateCollaborationInput>, { caller, service }: ServiceCall): CollaborationRecord {
  const { members: _members, creatorMemberAbilities: _abilities, creatorMLMemberAbilities: _ml, creatorPaymentConfiguration: _payment, tags: _tags, ...own } = input;
  const { name, description, creatorDisplayName, queryLogStatus, analyticsEngine = 'SPARK', autoApprovedChangeRequestTypes, ...rest } = own;
  const id = service.ids();
  const now = service.clock().getTime();
  return {
    id,
    arn: collaborationArn(caller, id),
    account: caller.account,
    name,
    description,
    creatorDisplayName,
    queryLogStatus,
    analyticsEngine,
    kept: { ...rest, ...(autoApprovedChangeRequestTypes && { autoApprovedChangeTypes: autoApprovedChangeRequestTypes }) },
    createTime: now,
    updateTime: now,
  };
}

function memberRecords(input: Checked<CreateCollaborationInput>, { caller }: ServiceCall, collaboration: CollaborationRecord): MemberRecord[] {
  const seats = seatsOf(input, caller.account);
  const payer = payerOf(seats);
  const asked = [
    { abilities: input.creatorMemberAbilities, mlAbilities: input.creatorMLMemberAbilities, payment: input.creatorPaymentConfiguration },
    ...input.members.map((member) => ({ abilities: member.memberAbilities, mlAbilities: member.mlMemberAbilities, payment: member.paymentConfiguration })),
  ];
  return seats.flatMap((seat, at) => {
    const { abilities = [], mlAbilities, payment } = asked[at] ?? {};
    return {
      collaborationId: collaboration.id,
      account: seat.account,
      displayName: seat.displayName,
      abilities,
      ...(mlAbilities && { mlAbilities }),
      status: 'INVITED' as const,
      paymentConfiguration: { ...payment, queryCompute: { ...payment?.queryCompute, isResponsible: seat === payer } },
      createTime: collaboration.createTime,
      updateTime: collaboration.createTime,
    };
  });
}
