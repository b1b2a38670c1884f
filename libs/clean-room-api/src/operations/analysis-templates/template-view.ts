import type {
  AnalysisTemplate,
  AnalysisTemplateSummary,
  CollaborationAnalysisTemplate,
  CollaborationAnalysisTemplateSummary,
} from '@aws-sdk/client-cleanrooms';
import type { TemplateRecord } from '../../state/records';
import type { ServiceCall } from '../service-operation';
import { timesOf } from '../times';

/** A template as its author sees it. */
export function templateView(call: ServiceCall, template: TemplateRecord): AnalysisTemplate {
  return { ...template.kept, ...templateSummary(call, template), ...contentOf(template) };
}

export function templateSummary(call: ServiceCall, template: TemplateRecord): AnalysisTemplateSummary {
  const { membershipId } = template;
  return { ...common(call, template), membershipId, membershipArn: call.service.state.get('memberships', membershipId)?.arn };
}

/** A template as every member of the collaboration sees it: with its text, so that owners of data can judge it. */
export function collaborationTemplateView(call: ServiceCall, template: TemplateRecord): CollaborationAnalysisTemplate {
  return { ...template.kept, ...collaborationTemplateSummary(call, template), ...contentOf(template) };
}

export function collaborationTemplateSummary(call: ServiceCall, template: TemplateRecord): CollaborationAnalysisTemplateSummary {
  return { ...common(call, template), creatorAccountId: template.account };
}

function common({ service }: ServiceCall, template: TemplateRecord) {
  const { id, arn, name, description, collaborationId } = template;
  return {
    id,
    arn,
    name,
    ...(description !== undefined && { description }),
    collaborationId,
    collaborationArn: service.state.get('collaborations', collaborationId)?.arn,
    ...timesOf(template),
  };
}

function contentOf({ text, parameters, referencedTables }: TemplateRecord) {
  return {
    format: 'SQL' as const,
    source: { text },
    schema: { referencedTables: [...referencedTables] },
    analysisParameters: parameters.map((parameter) => ({ ...parameter })),
  };
}
