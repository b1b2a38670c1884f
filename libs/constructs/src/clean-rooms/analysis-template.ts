import { Construct } from 'constructs';
import { CleanRoomsResource } from './clean-rooms-resource';

export interface AnalysisTemplateProps {
  membershipId: string;
  name: string;
  description?: string;
  /** SQL with `:parameters`. */
  text: string;
  parameters?: readonly { name: string; type: string; defaultValue?: string }[];
}

/** SQL that others review once and CUSTOM rules allow by its ARN. Its text never changes: a new text is a new template. */
export class AnalysisTemplate extends Construct {
  readonly template: CleanRoomsResource;

  constructor(scope: Construct, id: string, { membershipId, name, description, text, parameters = [] }: AnalysisTemplateProps) {
    super(scope, id);
    this.template = new CleanRoomsResource(this, 'template', {
      type: 'AnalysisTemplate',
      members: {
        membershipIdentifier: membershipId,
        name,
        description,
        format: 'SQL',
        source: { text },
        analysisParameters: parameters.length > 0 ? parameters.map((parameter) => ({ ...parameter })) : undefined,
      },
    });
  }

  get arn(): string {
    return this.template.output('Arn');
  }
}
