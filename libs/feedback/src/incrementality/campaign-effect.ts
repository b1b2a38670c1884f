import { incrementality, type Incrementality } from '@parley/segmentation';

/** Everyone a campaign could have contacted when its segment was built, by the lot that was drawn: what came after is no part of it. */
export interface Arms {
  audience: readonly string[];
  heldOut: readonly string[];
}

/** What a campaign brought, by intention to treat. `effect` is absent where an arm is empty: then nothing can be compared. */
export interface CampaignEffect {
  campaign: string;
  segment: string;
  arms: { audience: { people: number; responders: number }; heldOut: { people: number; responders: number } };
  effect?: Incrementality;
}

/**
 * Compares all who were to get a message with all who were held out, whoever was in fact reached: quiet hours, caps and bounces
 * take people from one arm alone, so leaving those out would compare unlike with like. The holdout is one for all campaigns; a person of
 * several segments shows in each, so the effect is that of all messages on the people of this segment.
 */
export function campaignEffect(campaign: { campaign: string; segment: string }, { audience, heldOut }: Arms, responders: ReadonlySet<string>, smallestEffect: number): CampaignEffect {
  const arms = { audience: arm(audience, responders), heldOut: arm(heldOut, responders) };
  const comparable = audience.length > 0 && heldOut.length > 0;
  return {
    campaign: campaign.campaign,
    segment: campaign.segment,
    arms,
    ...(comparable ? { effect: incrementality({ sent: arms.audience, heldOut: arms.heldOut }, smallestEffect) } : {}),
  };
}

function arm(ids: readonly string[], responders: ReadonlySet<string>): { people: number; responders: number } {
  return { people: ids.length, responders: ids.filter((id) => responders.has(id)).length };
}
