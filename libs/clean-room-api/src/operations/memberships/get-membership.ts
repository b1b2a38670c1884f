import type { GetMembershipInput, GetMembershipOutput } from '@aws-sdk/client-cleanrooms';
import { ownMembership } from '../access/own-membership';
import { operation } from '../service-operation';
import { membershipView } from './membership-view';

export const getMembership = operation<GetMembershipInput, GetMembershipOutput>('GetMembership', (input, call) => ({
  membership: membershipView(call, ownMembership(call, input.membershipIdentifier)),
}));
