import type { CollaborationRecord, MemberRecord } from '../../state/records';
import type { State } from '../../state/state';
import { noCollaboration, notCreator, notJoined } from '../problems';
import type { ServiceCall } from '../service-operation';

export interface VisibleCollaboration {
  collaboration: CollaborationRecord;
  /** The caller's own place in it. */
  member: MemberRecord;
}

/** A collaboration as one who is invited to it or has joined it sees it; 403 for all others, whether it exists or not. */
export function visibleCollaboration({ caller, service }: ServiceCall, id: string): VisibleCollaboration {
  const collaboration = service.state.get('collaborations', id);
  const member = memberOf(service.state, id, caller.account);
  if (!collaboration || collaboration.deleted || !member || !takesPart(member)) throw noCollaboration(id);
  return { collaboration, member };
}

/** As a member that has joined sees it: what others brought into it. */
export function joinedCollaboration(call: ServiceCall, id: string): VisibleCollaboration {
  const visible = visibleCollaboration(call, id);
  if (visible.member.status !== 'ACTIVE') throw notJoined(id);
  return visible;
}

/** The creator's alone. */
export function createdCollaboration(call: ServiceCall, id: string): VisibleCollaboration {
  const visible = visibleCollaboration(call, id);
  if (visible.collaboration.account !== call.caller.account) throw notCreator(id);
  return visible;
}

export function memberOf(state: State, collaborationId: string, account: string): MemberRecord | undefined {
  return state.get('members', memberId(collaborationId, account));
}

export function memberId(collaborationId: string, account: string): string {
  return `${collaborationId}/${account}`;
}

/** All members of a collaboration, the creator first; those that left or were removed among them. */
export function membersOf(state: State, collaborationId: string): MemberRecord[] {
  return state.all('members').filter((member) => member.collaborationId === collaborationId);
}

/** Invited or joined; not gone. */
export function takesPart({ status }: MemberRecord): boolean {
  return status === 'INVITED' || status === 'ACTIVE';
}
