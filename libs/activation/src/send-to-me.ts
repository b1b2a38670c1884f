import type { CampaignPlan } from '@parley/owner-plan';
import type { Channel, EmailMessage, SendResult } from './channel';
import { idempotencyKey } from './idempotency-key';
import type { MessageTemplate } from './template';
import { makeUnsubscribeToken, type UnsubscribeKey, unsubscribeUrl } from './unsubscribe';

/** What a test message needs: no audience, no ledger, no approval. */
export interface TestMessage {
  campaign: CampaignPlan;
  runId: string;
  /** Who asks to see it. */
  address: string;
  template: MessageTemplate;
  /** The template's fields; each shows as its own name in brackets, so that no person's data reaches a tester. */
  fields: readonly string[];
  channel: Channel<EmailMessage>;
  clock: () => Date;
  unsubscribe: { key: UnsubscribeKey; list: string };
}

/** Sends the campaign's message to its maker, marked as a test. Its unsubscribe link belongs to no one. */
export async function sendToMe({ campaign, runId, address, template, fields, channel, clock, unsubscribe }: TestMessage): Promise<SendResult> {
  const at = clock();
  const recipient = `test:${at.toISOString()}`;
  const key = idempotencyKey({ campaign: campaign.name, runId, recipient, channel: channel.name });
  const url = unsubscribeUrl(campaign.unsubscribeUrl, makeUnsubscribeToken(unsubscribe.key, recipient, campaign.name, unsubscribe.list));
  const rendered = template.render({ ...Object.fromEntries(fields.map((field) => [field, `[${field}]`])), unsubscribeUrl: url });
  const message: EmailMessage = { channel: 'email', recipient, campaign: campaign.name, runId, key, to: address, from: campaign.from, ...rendered, subject: `[test] ${rendered.subject}`, unsubscribeUrl: url, at };
  const [result] = await channel.send([message]);
  return result ?? { key, outcome: 'unknown' };
}
