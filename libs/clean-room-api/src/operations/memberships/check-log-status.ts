import type { MembershipQueryLogStatus } from '@aws-sdk/client-cleanrooms';
import type { CollaborationRecord } from '../../state/records';
import { wrongConfiguration } from '../problems';

/** A membership logs queries only where its collaboration does (clean-rooms-semantics.md 1.3, inferred). */
export function checkLogStatus(wanted: MembershipQueryLogStatus | undefined, collaboration: CollaborationRecord | undefined): void {
  if (wanted === 'ENABLED' && collaboration?.queryLogStatus === 'DISABLED') {
    throw wrongConfiguration('queryLogStatus', 'Query logging is disabled for this collaboration, so no membership can enable it.');
  }
}
