import { activationErrors } from './errors';

/** The breaker over one campaign's whole audience. @throws refusal ACTIVATION_VOLUME_LIMIT */
export function checkVolume(campaign: string, people: number, limit: number): void {
  if (people > limit) throw activationErrors.volumeLimit(campaign, people, limit);
}
