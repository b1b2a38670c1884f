import type { ListMembershipsInput, ListMembershipsOutput } from '@aws-sdk/client-cleanrooms';
import { page } from '../lists/page';
import { operation } from '../service-operation';
import { membershipSummary } from './membership-view';

/** The caller's own, in any status unless one is asked for. */
export const listMemberships = operation<ListMembershipsInput, ListMembershipsOutput>('ListMemberships', (input, call) => {
  const own = call.service.state.placed('memberships').filter(({ value }) => value.account === call.caller.account);
  const items = own.filter(({ value }) => (input.status ?? value.status) === value.status);
  const { items: shown, ...next } = page(call, { operation: 'ListMemberships', of: [input.status], items, input });
  return { membershipSummaries: shown.map((membership) => membershipSummary(call, membership)), ...next };
});
