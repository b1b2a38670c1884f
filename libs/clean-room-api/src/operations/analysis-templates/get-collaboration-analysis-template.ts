import type { GetCollaborationAnalysisTemplateInput, GetCollaborationAnalysisTemplateOutput } from '@aws-sdk/client-cleanrooms';
import { joinedCollaboration } from '../access/visible-collaboration';
import { noneInCollaboration } from '../problems';
import { operation } from '../service-operation';
import { templateOfArn } from './joined-templates';
import { collaborationTemplateView } from './template-view';

export const getCollaborationAnalysisTemplate = operation<GetCollaborationAnalysisTemplateInput, GetCollaborationAnalysisTemplateOutput>(
  'GetCollaborationAnalysisTemplate',
  (input, call) => {
    const { collaboration } = joinedCollaboration(call, input.collaborationIdentifier);
    const template = templateOfArn(call.service.state, collaboration.id, input.analysisTemplateArn);
    if (!template) throw noneInCollaboration(collaboration.id, `analysis template ${input.analysisTemplateArn}`);
    return { collaborationAnalysisTemplate: collaborationTemplateView(call, template) };
  },
);
