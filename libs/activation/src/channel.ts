/** One message, ready to go. `key` is its idempotency key: the same key is the same message, whenever it is made again. */
export interface OutgoingMessage {
  key: string;
  /** One plain mailbox, never a list. */
  to: string;
  /** `Name <mailbox>` or a mailbox. */
  from: string;
  subject: string;
  html: string;
  text: string;
  /** HTTPS address of one-click unsubscribe, token and all (RFC 8058). */
  unsubscribeUrl: string;
  at: Date;
}

/** `failed` is certain not to have been sent and may be tried again; `unknown` may have been sent and never is. */
export interface SendResult {
  key: string;
  outcome: 'sent' | 'failed' | 'unknown';
  /** Why it failed, without an address or any other value of a person. */
  detail?: string;
}

/**
 * A way out: a local outbox, or an AWS service. Every adapter passes `channelCases`.
 * A channel answers for each key it was given. If `send` throws, the outcome of the whole batch is open until `lookup` settles it.
 */
export interface Channel {
  readonly name: string;
  send(batch: readonly OutgoingMessage[]): Promise<SendResult[]>;
  /** What became of keys whose outcome a crash hid. A channel that can't tell leaves this out, or leaves a key out of the answer. */
  lookup?(keys: readonly string[]): Promise<Map<string, 'sent' | 'not-sent'>>;
}
