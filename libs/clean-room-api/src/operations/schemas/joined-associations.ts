import type { Placed } from '../../state/ordered-records';
import type { AssociationRecord } from '../../state/records';
import { memberOf } from '../access/visible-collaboration';
import type { State } from '../../state/state';

/** Whether what this account brought into the collaboration can be reached: it is an ACTIVE member. */
export function isThere(state: State, { collaborationId, account }: { collaborationId: string; account: string }): boolean {
  return memberOf(state, collaborationId, account)?.status === 'ACTIVE';
}

/** The tables of a collaboration, in the order they were associated. */
export function joinedAssociations(state: State, collaborationId: string): Placed<AssociationRecord>[] {
  return state.placed('associations').filter(({ value }) => value.collaborationId === collaborationId && isThere(state, value));
}

/** The table of this name, in any case of letters. */
export function associationNamed(state: State, collaborationId: string, name: string): AssociationRecord | undefined {
  return joinedAssociations(state, collaborationId).find(({ value }) => value.name === name.toLowerCase())?.value;
}
