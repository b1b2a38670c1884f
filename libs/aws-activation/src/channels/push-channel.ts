import { type AddressConfiguration, type DirectMessageConfiguration, type MessageResult, PinpointClient, SendMessagesCommand } from '@aws-sdk/client-pinpoint';
import { type Channel, isPushToken, MESSAGE_TAG, messageHash, type Outcome, type PushMessage, type SendResult } from '@parley/activation';
import { batches } from '../batches';
import { type Connection, sendingSettings } from './connection';
import { failureOf } from './failure';

export interface PushChannelProps {
  connection: Connection;
  /** The Pinpoint application that holds the keys of the push services. */
  applicationId: string;
  /** 25,000 by default in AWS. */
  ratePerSecond: number;
}

/** Addresses of one call. */
const MOST_ADDRESSES = 100;

/** `DeliveryStatus` of one address. TEMPORARY_FAILURE: AWS won't try again, so the sender may. */
const OUTCOMES: Readonly<Record<string, Outcome>> = { SUCCESSFUL: 'sent', THROTTLED: 'throttled', TEMPORARY_FAILURE: 'throttled', UNKNOWN_FAILURE: 'unknown' };

/**
 * What the push services say of a token that will never work again. A permanent failure alone says no such thing: a channel
 * that is not set up fails permanently as well.
 */
const TOKEN_INVALID = [
  'BadDeviceToken',
  'Unregistered',
  'DeviceTokenNotForTopic',
  'NotRegistered',
  'InvalidRegistration',
  'MismatchSenderId',
  'SENDER_ID_MISMATCH',
  'not a valid FCM registration token',
].map((text) => text.toLowerCase());

/** Pushes by End User Messaging, which still is Pinpoint's `SendMessages`, to device tokens. Tokens of a call share what a tap opens, and no more. */
export class PushChannel implements Channel<PushMessage> {
  readonly name = 'push';
  readonly batchSize = MOST_ADDRESSES;
  readonly ratePerSecond: number;
  private readonly client: PinpointClient;

  constructor(private readonly props: PushChannelProps) {
    this.ratePerSecond = props.ratePerSecond;
    this.client = new PinpointClient(sendingSettings(props.connection));
  }

  async send(batch: readonly PushMessage[]): Promise<SendResult[]> {
    const fit = batch.filter(({ to }) => isPushToken(to));
    const unfit = batch.filter(({ to }) => !isPushToken(to));
    const results: SendResult[] = unfit.map(({ key }) => ({ key, outcome: 'failed', invalidAddress: true, detail: 'the token is not one word of printable characters' }));
    for (const call of callsOf(fit)) results.push(...(await this.call(call)));
    return results;
  }

  close(): void {
    this.client.destroy();
  }

  private async call(messages: readonly PushMessage[]): Promise<SendResult[]> {
    const command = new SendMessagesCommand({
      ApplicationId: this.props.applicationId,
      MessageRequest: {
        Addresses: Object.fromEntries(messages.map((message) => [message.to, addressOf(message)])),
        MessageConfiguration: configurationOf(messages[0]?.url),
      },
    });
    try {
      const { MessageResponse } = await this.client.send(command);
      return messages.map(({ key, to }) => resultOf(key, MessageResponse?.Result?.[to]));
    } catch (error) {
      const failure = failureOf(error);
      return messages.map(({ key }) => ({ key, ...failure }));
    }
  }
}

/** One call has one URL, and a token once: two people may share a device. */
function callsOf(messages: readonly PushMessage[]): PushMessage[][] {
  const groups = new Map<string, PushMessage[]>();
  const seen = new Map<string, number>();
  for (const message of messages) {
    const before = seen.get(message.to) ?? 0;
    seen.set(message.to, before + 1);
    const group = JSON.stringify([before, message.url ?? null]);
    groups.set(group, [...(groups.get(group) ?? []), message]);
  }
  return [...groups.values()].flatMap((group) => batches(group, MOST_ADDRESSES));
}

function addressOf({ key, service, title, body }: PushMessage): AddressConfiguration {
  return { ChannelType: service, TitleOverride: title, BodyOverride: body, Context: { [MESSAGE_TAG]: messageHash(key) } };
}

/** A part for each service, since a call may hold tokens of all. */
function configurationOf(url: string | undefined): DirectMessageConfiguration {
  const part = url === undefined ? { Action: 'OPEN_APP' as const } : { Action: 'URL' as const, Url: url };
  return { APNSMessage: part, GCMMessage: part, ADMMessage: part, BaiduMessage: part };
}

function resultOf(key: string, answer: MessageResult | undefined): SendResult {
  const { DeliveryStatus: status, StatusMessage: text = '', MessageId: providerId } = answer ?? {};
  if (status === undefined) return { key, outcome: 'unknown', detail: 'Pinpoint left it out of its answer' };
  const outcome = OUTCOMES[status] ?? 'failed';
  if (outcome === 'sent') return providerId === undefined ? { key, outcome } : { key, outcome, providerId };
  const gone = status === 'OPT_OUT' || (status === 'PERMANENT_FAILURE' && TOKEN_INVALID.some((said) => text.toLowerCase().includes(said)));
  return { key, outcome, detail: status, ...(gone ? { invalidAddress: true } : {}) };
}
