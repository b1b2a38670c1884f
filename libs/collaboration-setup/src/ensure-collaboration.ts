import { paginateListCollaborations } from '@aws-sdk/client-cleanrooms';
import { collaborationMembers } from '@parley/clean-room-resources';
import type { Collaboration, Contract, Party } from '@parley/contract';
import { differences } from './differences';
import { collaborationDiffers } from './errors';
import type { MemberApi } from './member-api';

type Terms = Pick<Contract, 'owner' | 'terms'>;

/** The pair's collaboration, made unless it is there; gives its id. @throws ParleyError COLLABORATION_DIFFERS (input). */
export async function ensureCollaboration({ cleanRooms, account }: MemberApi, contract: Terms, partner: Party, spoken: Collaboration): Promise<string> {
  const wanted = collaborationMembers(contract, partner, spoken);
  for await (const { collaborationList = [] } of paginateListCollaborations({ client: cleanRooms }, {})) {
    const found = collaborationList.find(({ name, creatorAccountId }) => name === wanted.name && creatorAccountId === account);
    if (found?.id) return checked(found.id);
  }
  const { collaboration } = await cleanRooms.createCollaboration(wanted);
  return collaboration?.id ?? '';

  async function checked(collaborationIdentifier: string): Promise<string> {
    const { collaboration } = await cleanRooms.getCollaboration({ collaborationIdentifier });
    const { memberSummaries = [] } = await cleanRooms.listMembers({ collaborationIdentifier });
    const members = memberSummaries.filter(({ accountId }) => accountId !== account).map(({ accountId, displayName, abilities }) => ({ accountId, displayName, memberAbilities: abilities }));
    const creatorMemberAbilities = memberSummaries.find(({ accountId }) => accountId === account)?.abilities;
    const different = differences(wanted, { ...collaboration, members, creatorMemberAbilities });
    if (different.length > 0) throw collaborationDiffers(wanted.name, different);
    return collaborationIdentifier;
  }
}
