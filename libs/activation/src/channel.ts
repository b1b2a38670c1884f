import type { InAppContent } from './in-app-content';

/** What every message says of itself. `key` is its idempotency key: the same key is the same message, whenever it is made again. */
export interface MessageHead {
  key: string;
  /** The customer's id. */
  recipient: string;
  campaign: string;
  runId: string;
  at: Date;
}

export interface EmailMessage extends MessageHead {
  channel: 'email';
  /** One plain mailbox, never a list. */
  to: string;
  /** `Name <mailbox>` or a mailbox. */
  from: string;
  subject: string;
  html: string;
  text: string;
  /** HTTPS address of one-click unsubscribe, token and all (RFC 8058). */
  unsubscribeUrl: string;
}

export interface SmsMessage extends MessageHead {
  channel: 'sms';
  /** E.164, such as +442071838750. */
  to: string;
  /** At most 1,600 characters. */
  body: string;
}

/** Services that a device token may belong to, as Pinpoint's `ChannelType` has them. */
export const PUSH_SERVICES = ['GCM', 'APNS', 'APNS_SANDBOX', 'ADM', 'BAIDU'] as const;
export type PushService = (typeof PUSH_SERVICES)[number];

export interface PushMessage extends MessageHead {
  channel: 'push';
  /** A device token. */
  to: string;
  service: PushService;
  title: string;
  body: string;
  /** What a tap opens. */
  url?: string;
}

/** A message for the inbox of our own; its address is the recipient. */
export interface InAppMessage extends MessageHead {
  channel: 'in-app';
  content: InAppContent;
  expires: Date;
}

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [name: string]: JsonValue };

/** An event for whatever the owner connects; its address is the recipient. */
export interface CustomMessage extends MessageHead {
  channel: 'custom';
  /** Values of the campaign and of the contact's fields. */
  detail: { readonly [name: string]: JsonValue };
}

/** One message, ready to go. */
export type OutgoingMessage = EmailMessage | SmsMessage | PushMessage | InAppMessage | CustomMessage;
export type ChannelName = OutgoingMessage['channel'];
export type MessageOf<N extends ChannelName> = Extract<OutgoingMessage, { channel: N }>;

/**
 * - `sent`: the channel took it.
 * - `failed`: certain not to have been sent; trying again at once is of no use.
 * - `throttled`: certain not to have been sent, since the channel is busy; try again later.
 * - `unknown`: may have been sent. Never tried again.
 */
export type Outcome = 'sent' | 'failed' | 'throttled' | 'unknown';

export interface SendResult {
  key: string;
  outcome: Outcome;
  /** Why it wasn't sent, without an address or any other value of a person. */
  detail?: string;
  /** The channel's own id of a message it took, by which feedback finds it. */
  providerId?: string;
  /** The address itself is at fault: it will never work. */
  invalidAddress?: boolean;
}

/**
 * A way out: a local outbox, or an AWS service. Every adapter passes `channelCases`.
 * A channel answers for each key it was given, and retries nothing by itself: the sender does, and knows what may be retried.
 * If `send` throws, the outcome of the whole batch is open until `lookup` settles it.
 */
export interface Channel<M extends OutgoingMessage = OutgoingMessage> {
  readonly name: M['channel'];
  /** Most messages of one `send`. */
  readonly batchSize: number;
  /** Messages a second that the channel takes; the sender keeps to it. */
  readonly ratePerSecond: number;
  send(batch: readonly M[]): Promise<SendResult[]>;
  /** What became of keys whose outcome a crash hid. A channel that can't tell leaves this out, or leaves a key out of the answer. */
  lookup?(keys: readonly string[]): Promise<Map<string, 'sent' | 'not-sent'>>;
}

/** The channels a run has: a campaign of another is refused before anything is sent. */
export type Channels = { readonly [N in ChannelName]?: Channel<MessageOf<N>> };
