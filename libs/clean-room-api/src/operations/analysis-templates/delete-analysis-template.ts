import type { DeleteAnalysisTemplateInput, DeleteAnalysisTemplateOutput } from '@aws-sdk/client-cleanrooms';
import { ownTemplate } from '../access/own-resources';
import { changeAndTell } from '../change-and-tell';
import { operation } from '../service-operation';
import { templateDetail } from './template-detail';

/** Rules that name it stay as they are, and permit one thing less. */
export const deleteAnalysisTemplate = operation<DeleteAnalysisTemplateInput, DeleteAnalysisTemplateOutput>(
  'DeleteAnalysisTemplate',
  async (input, call) => {
    const template = ownTemplate(call, input.membershipIdentifier, input.analysisTemplateIdentifier);
    await changeAndTell(call, (draft, tell) => {
      draft.remove('templates', template.id);
      draft.remove('tags', template.arn);
      tell({ detailType: 'Analysis Template Deleted', resource: template.arn, detail: templateDetail(template) });
    });
    return {};
  },
);
