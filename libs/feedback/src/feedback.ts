import type { ChannelName } from '@parley/activation';

/**
 * What a channel can tell of a message. `delivered` is the channel's word: a mail server or carrier took it. `failed` reached
 * nobody, and the address may still be good; `invalid-address` never will be.
 */
export const FEEDBACK_KINDS = ['sent', 'delayed', 'delivered', 'opened', 'clicked', 'bounced', 'complained', 'opted-out', 'opted-in', 'failed', 'invalid-address'] as const;
export type FeedbackKind = (typeof FEEDBACK_KINDS)[number];

/** One thing that one channel says of one message to one address. */
export interface Feedback {
  channel: ChannelName;
  kind: FeedbackKind;
  /** For `bounced`: the address will never work. */
  permanent?: boolean;
  /** When it happened; ISO 8601, UTC. */
  at: string;
  /** The channel's id of the message. */
  providerId?: string;
  /** `messageHash` of the message's key, where the message carried it. */
  messageHash?: string;
  /** Raw, as the channel wrote it. Never leaves the process but as a hash. */
  address?: string;
  /** What the channel calls it, such as `TEXT_SPAM`; a word of the channel's, never a person's. */
  reason?: string;
}

/** What a text said: feedback of each address it names, or that it is nothing we know. */
export type Reading = { known: true; feedback: readonly Feedback[] } | { known: false; type: string };
