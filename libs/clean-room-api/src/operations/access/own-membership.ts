import type { MembershipRecord } from '../../state/records';
import { membershipNotActive, noMembership } from '../problems';
import type { ServiceCall } from '../service-operation';

/** The caller's membership of this id, in whatever status. Another account's reads as none (404). */
export function ownMembership({ caller, service }: ServiceCall, id: string): MembershipRecord {
  const membership = service.state.get('memberships', id);
  if (!membership || membership.account !== caller.account) throw noMembership(id);
  return membership;
}

/** The caller's ACTIVE membership: 409 INVALID_STATE once the member was removed or the collaboration deleted. */
export function activeMembership(call: ServiceCall, id: string): MembershipRecord {
  const membership = ownMembership(call, id);
  if (membership.status !== 'ACTIVE') throw membershipNotActive(id, membership.status);
  return membership;
}
