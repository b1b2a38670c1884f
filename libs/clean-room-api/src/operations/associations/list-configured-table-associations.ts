import type { ListConfiguredTableAssociationsInput, ListConfiguredTableAssociationsOutput } from '@aws-sdk/client-cleanrooms';
import { ownMembership } from '../access/own-membership';
import { page } from '../lists/page';
import { operation } from '../service-operation';
import { associationSummary } from './association-view';

export const listConfiguredTableAssociations = operation<ListConfiguredTableAssociationsInput, ListConfiguredTableAssociationsOutput>(
  'ListConfiguredTableAssociations',
  (input, call) => {
    const membership = ownMembership(call, input.membershipIdentifier);
    const items = call.service.state.placed('associations').filter(({ value }) => value.membershipId === membership.id);
    const { items: shown, ...next } = page(call, { operation: 'ListConfiguredTableAssociations', of: [membership.id], items, input });
    return { configuredTableAssociationSummaries: shown.map((association) => associationSummary(call, association)), ...next };
  },
);
