import type { BatchGetCollaborationAnalysisTemplateInput, BatchGetCollaborationAnalysisTemplateOutput } from '@aws-sdk/client-cleanrooms';
import { joinedCollaboration } from '../access/visible-collaboration';
import { noneInCollaboration } from '../problems';
import { operation } from '../service-operation';
import { templateOfArn } from './joined-templates';
import { collaborationTemplateView } from './template-view';

/** An ARN that is none goes to `errors`. */
export const batchGetCollaborationAnalysisTemplate = operation<
  BatchGetCollaborationAnalysisTemplateInput,
  BatchGetCollaborationAnalysisTemplateOutput
>('BatchGetCollaborationAnalysisTemplate', (input, call) => {
  const { collaboration } = joinedCollaboration(call, input.collaborationIdentifier);
  const found = input.analysisTemplateArns.map((arn) => ({ arn, template: templateOfArn(call.service.state, collaboration.id, arn) }));
  return {
    collaborationAnalysisTemplates: found.flatMap(({ template }) => (template ? [collaborationTemplateView(call, template)] : [])),
    errors: found
      .filter(({ template }) => !template)
      .map(({ arn }) => ({
        arn,
        code: 'ResourceNotFoundException',
        message: noneInCollaboration(collaboration.id, `analysis template ${arn}`).message,
      })),
  };
});
