import type { ListAnalysisTemplatesInput, ListAnalysisTemplatesOutput } from '@aws-sdk/client-cleanrooms';
import { ownMembership } from '../access/own-membership';
import { page } from '../lists/page';
import { operation } from '../service-operation';
import { templateSummary } from './template-view';

export const listAnalysisTemplates = operation<ListAnalysisTemplatesInput, ListAnalysisTemplatesOutput>('ListAnalysisTemplates', (input, call) => {
  const membership = ownMembership(call, input.membershipIdentifier);
  const items = call.service.state.placed('templates').filter(({ value }) => value.membershipId === membership.id);
  const { items: shown, ...next } = page(call, { operation: 'ListAnalysisTemplates', of: [membership.id], items, input });
  return { analysisTemplateSummaries: shown.map((template) => templateSummary(call, template)), ...next };
});
