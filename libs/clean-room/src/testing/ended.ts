import type { ProtectedQuery } from '@parley/clean-room-client';
import type { EmbeddedCleanRoom } from '../embedded-clean-room';

/** The query once it has ended, in whatever way. */
export async function ended(room: EmbeddedCleanRoom, { membershipId, id }: ProtectedQuery): Promise<ProtectedQuery> {
  for (;;) {
    const now = await room.getQuery(membershipId, id);
    if (!['SUBMITTED', 'STARTED', 'CANCELLING'].includes(now.status)) return now;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
