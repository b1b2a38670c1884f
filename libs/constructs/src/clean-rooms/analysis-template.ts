import type { CleanroomsMembership } from '@cdktf/provider-aws/lib/cleanrooms-membership';
import { type TemplateTerms, templateResource } from '@parley/clean-room-resources';
import { Construct } from 'constructs';
import { CleanRoomsResource } from './clean-rooms-resource';

export interface AnalysisTemplateProps extends Omit<TemplateTerms, 'membershipId'> {
  membership: CleanroomsMembership;
}

/** SQL that others review once and CUSTOM rules allow by its ARN. Its text never changes: a new text is a new template. */
export class AnalysisTemplate extends Construct {
  readonly template: CleanRoomsResource;

  constructor(scope: Construct, id: string, { membership, ...terms }: AnalysisTemplateProps) {
    super(scope, id);
    this.template = new CleanRoomsResource(this, 'template', {
      ...templateResource({ ...terms, membershipId: membership.id }),
      replacedWhen: terms,
      replacedWith: [membership],
    });
  }

  get arn(): string {
    return this.template.output('Arn');
  }
}
