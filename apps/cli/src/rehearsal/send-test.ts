import { type Addresses, type Channel, type Channels, composerFor, outboxOf, sendToMe, StopFiles, UnsubscribeKeys } from '@parley/activation';
import type { Contract } from '@parley/contract';
import { inputError } from '@parley/errors';
import { type CampaignPlan, CONTACT_FIELDS, type Plan } from '@parley/owner-plan';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stopFile, testMessagesFolder } from './run-folder';

export interface TestOptions {
  contract: Contract;
  plan: Plan;
  campaign: string;
  /** An address of the campaign's channel. */
  to?: string;
  out: string;
}

export interface SentTest {
  campaign: string;
  channel: keyof Channels;
  /** Where the message lies. */
  file: string;
}

/** Sign links that belong to no one. */
const KEYS = UnsubscribeKeys.parse('0'.repeat(64), 'a test message');

/**
 * Writes a campaign's message to its maker into a folder beside the outbox: no ledger, no audience, no person's data. The stop switch
 * stops it too.
 *
 * @throws inputError TEST_CAMPAIGN_UNKNOWN, TEST_ADDRESS; those of `sendToMe` and `composerFor`.
 */
export async function sendTest({ contract, plan, campaign: name, to, out }: TestOptions): Promise<SentTest> {
  const campaign = plan.campaigns.find((one) => one.name === name);
  if (!campaign) throw unknownCampaign(name, plan);
  const outbox = outboxOf(campaign.channel, join(testMessagesFolder(out), campaign.channel));
  const readTemplate = (path: string): Promise<string> => readFile(join(contract.directory, contract.owner.id, path), 'utf8');
  const { key } = await sendToMe({
    campaign,
    runId: 'test',
    addresses: addressesOf(campaign, to),
    composer: await composerFor(campaign, { readTemplate, unsubscribe: { keys: KEYS, list: 'test' } }),
    fields: CONTACT_FIELDS,
    channel: outbox as Channel,
    clock: () => new Date(),
    stop: new StopFiles(stopFile(out)),
  });
  return { campaign: name, channel: campaign.channel, file: outbox.fileOf(key) };
}

/** In-app and custom messages go to a customer's id, which a test has none of. */
function addressesOf({ channel }: CampaignPlan, to: string | undefined): Addresses {
  if (channel === 'in-app' || channel === 'custom') {
    if (to !== undefined) throw inputError('TEST_ADDRESS', { message: `a message of channel ${channel} goes to no address`, repair: 'leave out --to' });
    return {};
  }
  if (to === undefined) throw inputError('TEST_ADDRESS', { message: `nothing says where a test of channel ${channel} goes`, repair: `add --to with ${EXAMPLES[channel]}` });
  return channel === 'push' ? { push: { token: to, service: 'GCM' } } : { [channel]: to };
}

const EXAMPLES = { email: 'your address, such as you@example.com', sms: 'your number, such as +447700900123', push: 'the token of your device' };

const unknownCampaign = (name: string, { campaigns }: Plan) =>
  inputError('TEST_CAMPAIGN_UNKNOWN', { message: `The plan has no campaign "${name}".`, repair: campaigns.length > 0 ? `Name one of: ${campaigns.map((one) => one.name).join(', ')}.` : 'Write one into owner/plan.yaml.' });
