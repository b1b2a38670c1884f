import type { GetAnalysisTemplateInput, GetAnalysisTemplateOutput } from '@aws-sdk/client-cleanrooms';
import { ownTemplate } from '../access/own-resources';
import { operation } from '../service-operation';
import { templateView } from './template-view';

export const getAnalysisTemplate = operation<GetAnalysisTemplateInput, GetAnalysisTemplateOutput>('GetAnalysisTemplate', (input, call) => ({
  analysisTemplate: templateView(call, ownTemplate(call, input.membershipIdentifier, input.analysisTemplateIdentifier)),
}));
