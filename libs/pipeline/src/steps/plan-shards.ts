import { addressOf, audienceHash, canonicalAddress, type ChannelName, checkVolume } from '@parley/activation';
import { createHash } from 'node:crypto';
import { runUri } from '../buckets';
import { type Contacts, readContacts } from '../contacts';
import { unknownCampaignSegment } from '../errors';
import { MOST_SHARDS } from '../machine/activation-states';
import type { ActivationPlan } from '../machine/payloads';
import type { Ports } from '../ports';
import type { SegmentOutput } from './build-audiences';

/** People of a shard: at SES's lowest rate with production access, 14 a second, six minutes of a function's fifteen. */
const SHARD_SIZE = 5000;

/** Where a shard's people are: their ids, in the order to send. */
export const shardUri = (campaign: string, shard: number): string => runUri(`activation/${campaign}/shard-${shard}.json`);

/**
 * Splits each campaign's audience into shards that can be sent apart. All people of one address are in one shard, best score
 * first: who of them gets the one message is decided there just as in a whole audience.
 *
 * @throws refusal ACTIVATION_VOLUME_LIMIT, over the whole audience; CAMPAIGN_WITHOUT_SEGMENT.
 */
export async function planShards(segments: readonly SegmentOutput[], ports: Ports): Promise<ActivationPlan> {
  const { plan, store } = ports;
  const contacts = await readContacts(ports);
  const campaigns: ActivationPlan['campaigns'] = [];
  const wouldSend: ActivationPlan['wouldSend'] = [];
  const size = await shardSize(segments, ports);
  for (const campaign of plan.campaigns) {
    const audience = await selectedBy(campaign, segments, ports);
    checkVolume(campaign.name, audience.length, plan.approval.volumeLimit);
    const shards = await split(audience, Math.max(1, Math.ceil(audience.length / size)), campaign.channel, contacts);
    for (const [shard, ids] of shards.entries()) await store.put(shardUri(campaign.name, shard), JSON.stringify(ids));
    campaigns.push({ campaign: campaign.name, audience: audience.length, audienceSha256: audienceHash(audience.map((id) => ({ id }))), shards: [...shards.keys()] });
    wouldSend.push({ campaign: campaign.name, channel: campaign.channel, people: audience.length });
  }
  return { campaigns, needsApproval: plan.approval.required && campaigns.some(({ audience }) => audience > 0), wouldSend };
}

/** So large that all campaigns together have at most `MOST_SHARDS`. */
async function shardSize(segments: readonly SegmentOutput[], ports: Ports): Promise<number> {
  const sizes = await Promise.all(ports.plan.campaigns.map(async (campaign) => (await selectedBy(campaign, segments, ports)).length));
  const people = sizes.reduce((sum, one) => sum + one, 0);
  return Math.max(SHARD_SIZE, Math.ceil(people / Math.max(1, MOST_SHARDS - sizes.length)));
}

async function selectedBy({ name, segment }: { name: string; segment: string }, segments: readonly SegmentOutput[], { store }: Ports): Promise<string[]> {
  const found = segments.find((one) => one.name === segment);
  if (!found) throw unknownCampaignSegment(name);
  return JSON.parse((await store.get(found.selectedUri)).toString('utf8')) as string[];
}

async function split(audience: readonly string[], parts: number, channel: ChannelName, { lookup }: Contacts): Promise<string[][]> {
  const contacts = await lookup(audience);
  return splitByAddress(audience, parts, (id) => {
    const contact = contacts.get(id);
    const address = contact && addressOf(contact, id, channel);
    return address === undefined ? undefined : canonicalAddress(channel, address);
  });
}

/** Everyone once, in the order given; all people of one address in one part. */
export function splitByAddress(ids: readonly string[], parts: number, addressOfId: (id: string) => string | undefined): string[][] {
  const shards: string[][] = Array.from({ length: parts }, () => []);
  for (const id of ids) shards[shardOf(addressOfId(id) ?? id, parts)]?.push(id);
  return shards;
}

const shardOf = (address: string, parts: number): number => createHash('sha256').update(address).digest().readUInt32BE(0) % parts;
