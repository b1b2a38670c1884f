import type { CleanRoomResource } from './resource';

export interface TemplateTerms {
  membershipId: string;
  name: string;
  description?: string;
  /** SQL with `:parameters`. */
  text: string;
  parameters?: readonly { name: string; type: string; defaultValue?: string }[];
}

/** SQL that others review once and CUSTOM rules allow by its ARN. Its text never changes: a new text is a new template. */
export function templateResource({ membershipId, name, description, text, parameters = [] }: TemplateTerms): CleanRoomResource {
  return {
    type: 'AnalysisTemplate',
    members: {
      membershipIdentifier: membershipId,
      name,
      description,
      format: 'SQL',
      source: { text },
      analysisParameters: parameters.length > 0 ? parameters.map((parameter) => ({ ...parameter })) : undefined,
    },
  };
}
