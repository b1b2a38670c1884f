import type { CampaignPlan } from '@parley/owner-plan';
import type { Addresses } from './contact';
import type { Channel, OutgoingMessage, SendResult } from './channel';
import type { Composer } from './compose/composer';
import { activationErrors } from './errors';
import { idempotencyKey } from './idempotency-key';
import type { StopSwitch } from './ports/stop-switch';

/** What a test message needs: no audience, no ledger, no approval; it counts as nothing, and the stop switch stops it too. */
export interface TestMessage {
  campaign: CampaignPlan;
  runId: string;
  /** Who asks to see it. */
  addresses: Addresses;
  composer: Composer;
  /** The template's fields; each shows as its own name in brackets, so that no person's data reaches a tester. */
  fields: readonly string[];
  channel: Channel;
  clock: () => Date;
  stop: StopSwitch;
}

/**
 * Sends the campaign's message to its maker, marked as a test. Its unsubscribe link belongs to no one.
 *
 * @throws refusal ACTIVATION_TEST_STOPPED; inputError ACTIVATION_TEST_UNFIT where it can't be made, or the channel refuses it.
 */
export async function sendToMe({ campaign, runId, addresses, composer, fields, channel, clock, stop }: TestMessage): Promise<SendResult> {
  if (await stop.isStopped(campaign.name)) throw activationErrors.testStopped(campaign.name);
  const at = clock();
  const recipient = `test:${at.toISOString()}`;
  const key = idempotencyKey({ campaign: campaign.name, runId, recipient, channel: channel.name });
  const head = { key, recipient, campaign: campaign.name, runId, at };
  const composed = composer.compose(head, { addresses, consents: [], fields: Object.fromEntries(fields.map((field) => [field, `[${field}]`])) });
  if ('unfit' in composed) throw activationErrors.unfitTest(campaign.name, composed.unfit);
  const [result] = await channel.send([marked(composed.message)]);
  if (result?.outcome === 'failed') throw activationErrors.unfitTest(campaign.name, result.detail ?? 'the channel refused it');
  return result ?? { key, outcome: 'unknown' };
}

function marked(message: OutgoingMessage): OutgoingMessage {
  switch (message.channel) {
    case 'email':
      return { ...message, subject: `[test] ${message.subject}` };
    case 'sms':
      return { ...message, body: `[test] ${message.body}` };
    case 'push':
      return { ...message, title: `[test] ${message.title}` };
    case 'in-app':
      return { ...message, content: { ...message.content, InAppMessage: { ...message.content.InAppMessage, CustomConfig: { test: 'true' } } } };
    case 'custom':
      return { ...message, detail: { ...message.detail, test: true } };
  }
}
