import type { UpdateAnalysisTemplateInput, UpdateAnalysisTemplateOutput } from '@aws-sdk/client-cleanrooms';
import { activeMembership } from '../access/own-membership';
import { ownTemplate } from '../access/own-resources';
import { changeAndTell } from '../change-and-tell';
import { operation } from '../service-operation';
import { templateDetail } from './template-detail';
import { templateView } from './template-view';

/** The description alone: what owners of data have permitted can't be changed under them. */
export const updateAnalysisTemplate = operation<UpdateAnalysisTemplateInput, UpdateAnalysisTemplateOutput>(
  'UpdateAnalysisTemplate',
  async (input, call) => {
    const template = ownTemplate(call, input.membershipIdentifier, input.analysisTemplateIdentifier);
    activeMembership(call, template.membershipId);
    const { description = template.description } = input;
    const updated = { ...template, ...(description !== undefined && { description }), updateTime: call.service.clock().getTime() };
    await changeAndTell(call, (draft, tell) => {
      draft.put('templates', updated.id, updated);
      tell({ detailType: 'Analysis Template Updated', resource: updated.arn, detail: templateDetail(updated) });
    });
    return { analysisTemplate: templateView(call, updated) };
  },
);
