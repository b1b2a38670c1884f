import { type MembershipQueryLogStatus, paginateListMemberships } from '@aws-sdk/client-cleanrooms';
import type { MemberApi } from './member-api';

/** The account's membership in a collaboration, made unless it is there; gives its id. */
export async function ensureMembership({ cleanRooms }: MemberApi, collaborationId: string, queryLogStatus: MembershipQueryLogStatus): Promise<string> {
  for await (const { membershipSummaries = [] } of paginateListMemberships({ client: cleanRooms }, { status: 'ACTIVE' })) {
    const found = membershipSummaries.find((one) => one.collaborationId === collaborationId);
    if (found?.id) return found.id;
  }
  const { membership } = await cleanRooms.createMembership({ collaborationIdentifier: collaborationId, queryLogStatus });
  return membership?.id ?? '';
}
