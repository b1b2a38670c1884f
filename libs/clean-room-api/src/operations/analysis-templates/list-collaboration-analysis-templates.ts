import type { ListCollaborationAnalysisTemplatesInput, ListCollaborationAnalysisTemplatesOutput } from '@aws-sdk/client-cleanrooms';
import { joinedCollaboration } from '../access/visible-collaboration';
import { page } from '../lists/page';
import { operation } from '../service-operation';
import { joinedTemplates } from './joined-templates';
import { collaborationTemplateSummary } from './template-view';

/** The templates of all members. */
export const listCollaborationAnalysisTemplates = operation<ListCollaborationAnalysisTemplatesInput, ListCollaborationAnalysisTemplatesOutput>(
  'ListCollaborationAnalysisTemplates',
  (input, call) => {
    const { collaboration } = joinedCollaboration(call, input.collaborationIdentifier);
    const items = joinedTemplates(call.service.state, collaboration.id);
    const { items: shown, ...next } = page(call, { operation: 'ListCollaborationAnalysisTemplates', of: [collaboration.id], items, input });
    return { collaborationAnalysisTemplateSummaries: shown.map((template) => collaborationTemplateSummary(call, template)), ...next };
  },
);
