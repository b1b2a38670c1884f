import type { Collaboration, Contract, Party } from '@parley/contract';
import { collaborationName } from './names';

/** One collaboration of the owner and one partner, as CreateCollaboration takes it: the owner queries and receives, the partner only contributes. */
export function collaborationMembers({ owner, terms }: Pick<Contract, 'owner' | 'terms'>, partner: Party, { description }: Pick<Collaboration, 'description'>) {
  return {
    name: collaborationName(owner, partner),
    description,
    creatorDisplayName: owner.name,
    creatorMemberAbilities: ['CAN_QUERY' as const, 'CAN_RECEIVE_RESULTS' as const],
    queryLogStatus: terms.queryLog,
    members: [{ accountId: partner.account, displayName: partner.name, memberAbilities: [] }],
  };
}
