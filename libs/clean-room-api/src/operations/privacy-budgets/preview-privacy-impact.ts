import type { PreviewPrivacyImpactInput, PreviewPrivacyImpactOutput } from '@aws-sdk/client-cleanrooms';
import { ownMembership } from '../access/own-membership';
import { notInLocalService } from '../problems';
import { operation } from '../service-operation';

/** A refusal: there is no differential privacy here to preview. */
export const previewPrivacyImpact = operation<PreviewPrivacyImpactInput, PreviewPrivacyImpactOutput>('PreviewPrivacyImpact', (input, call) => {
  ownMembership(call, input.membershipIdentifier);
  throw notInLocalService('parameters.differentialPrivacy', 'differential privacy', 'Use an access budget, or aggregation thresholds in the analysis rule.');
});
