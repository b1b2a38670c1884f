import type { TemplateRecord } from '../../state/records';

/** The detail of an event about a template. */
export function templateDetail({ id, membershipId, collaborationId }: TemplateRecord): Record<string, string> {
  return { analysisTemplateId: id, membershipId, collaborationId };
}
