import type { GetConfiguredTableAssociationInput, GetConfiguredTableAssociationOutput } from '@aws-sdk/client-cleanrooms';
import { ownAssociation } from '../access/own-resources';
import { operation } from '../service-operation';
import { associationView } from './association-view';

export const getConfiguredTableAssociation = operation<GetConfiguredTableAssociationInput, GetConfiguredTableAssociationOutput>(
  'GetConfiguredTableAssociation',
  (input, call) => ({
    configuredTableAssociation: associationView(call, ownAssociation(call, input.membershipIdentifier, input.configuredTableAssociationIdentifier)),
  }),
);
