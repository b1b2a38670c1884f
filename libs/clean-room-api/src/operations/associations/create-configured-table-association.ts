import type { CreateConfiguredTableAssociationInput, CreateConfiguredTableAssociationOutput } from '@aws-sdk/client-cleanrooms';
import type { AssociationRecord } from '../../state/records';
import { ownConfiguredTable } from '../access/own-resources';
import { activeMembership } from '../access/own-membership';
import { associationArn } from '../arns';
import { changeAndTell } from '../change-and-tell';
import { nameTaken } from '../problems';
import { withinQuota } from '../quotas';
import { operation } from '../service-operation';
import { putTags } from '../tags/tags';
import { associationDetail, associationView } from './association-view';

/** Brings a table into a collaboration, under a name that no other table has there; names are kept in lower case. */
export const createConfiguredTableAssociation = operation<CreateConfiguredTableAssociationInput, CreateConfiguredTableAssociationOutput>(
  'CreateConfiguredTableAssociation',
  async (input, call) => {
    const { caller, service } = call;
    const { membershipIdentifier, configuredTableIdentifier, name: given, roleArn, description, tags, ...kept } = input;
    const membership = activeMembership(call, membershipIdentifier);
    const table = ownConfiguredTable(call, configuredTableIdentifier);
    const name = given.toLowerCase();
    const others = service.state.all('associations').filter(({ collaborationId }) => collaborationId === membership.collaborationId);
    if (others.some((other) => other.name === name)) throw nameTaken(name);
    withinQuota(call, 'tableAssociations', others.filter(({ membershipId }) => membershipId === membership.id).length + 1);

    const id = service.ids();
    const now = service.clock().getTime();
    const association: AssociationRecord = {
      id,
      arn: associationArn(caller, membership.id, id),
      account: caller.account,
      membershipId: membership.id,
      collaborationId: membership.collaborationId,
      configuredTableId: table.id,
      name,
      roleArn,
      ...(description !== undefined && { description }),
      kept,
      createTime: now,
      updateTime: now,
    };
    await changeAndTell(call, (draft, tell) => {
      draft.put('associations', id, association);
      putTags(draft, association.arn, tags);
      tell({ detailType: 'Configured Table Association Created', resource: association.arn, detail: associationDetail(association) });
    });
    return { configuredTableAssociation: associationView(call, association) };
  },
);
