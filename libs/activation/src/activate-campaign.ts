import type { Activation, CampaignResult } from './campaign';
import { CampaignRun } from './campaign-run';
import { checkVolume } from './volume-limit';

/**
 * Brings an audience through the send gate to a channel, in batches. Without a needed approval, or in a dry run, it decides
 * and counts just the same and sends nothing. Run again with the same run id it goes on where it was: nobody gets a
 * message twice, and the counts are those of an unbroken run. Several workers may do so at once, each with a part of the
 * audience or even the same.
 *
 * Throws ACTIVATION_VOLUME_LIMIT and ACTIVATION_CLOCK_WENT_BACK (refused) before anything is sent, and
 * ACTIVATION_CHANNEL_BROKE after writing down what is known of the batch at hand.
 */
export async function activateCampaign(activation: Activation): Promise<CampaignResult> {
  const { audience, approval, campaign, channel, composer } = activation;
  checkVolume(campaign.name, audience.length, approval.volumeLimit);
  if (channel.name !== campaign.channel || composer.channel !== campaign.channel) {
    throw new Error(`campaign ${campaign.name} is for channel ${campaign.channel}, not ${channel.name} with messages for ${composer.channel}`);
  }
  return new CampaignRun(activation).run();
}
