import type { ListCollaborationsInput, ListCollaborationsOutput } from '@aws-sdk/client-cleanrooms';
import { memberOf, takesPart, type VisibleCollaboration } from '../access/visible-collaboration';
import { page } from '../lists/page';
import { operation } from '../service-operation';
import type { Placed } from '../../state/ordered-records';
import { collaborationSummary } from './collaboration-view';

/** The collaborations the caller is invited to or has joined. */
export const listCollaborations = operation<ListCollaborationsInput, ListCollaborationsOutput>('ListCollaborations', (input, call) => {
  const { state } = call.service;
  const items = state.placed('collaborations').flatMap(({ at, value }): Placed<VisibleCollaboration>[] => {
    const member = memberOf(state, value.id, call.caller.account);
    const seen = !value.deleted && member && takesPart(member) && (input.memberStatus ?? member.status) === member.status;
    return seen ? [{ at, value: { collaboration: value, member } }] : [];
  });
  const { items: shown, ...next } = page(call, { operation: 'ListCollaborations', of: [input.memberStatus], items, input });
  return { collaborationList: shown.map((visible) => collaborationSummary(call, visible)), ...next };
});
