import type { GetCollaborationInput, GetCollaborationOutput } from '@aws-sdk/client-cleanrooms';
import { visibleCollaboration } from '../access/visible-collaboration';
import { operation } from '../service-operation';
import { collaborationView } from './collaboration-view';

export const getCollaboration = operation<GetCollaborationInput, GetCollaborationOutput>('GetCollaboration', (input, call) => ({
  collaboration: collaborationView(call, visibleCollaboration(call, input.collaborationIdentifier)),
}));
