/** Messages by channel and by `messageHash`, which is the same for the same message wherever it is sent from. */
export type Messages = Record<'email' | 'sms' | 'push' | 'in-app' | 'custom', Record<string, unknown>>;

/** What a run left, read from where it left it. */
export interface Outcome {
  report: Record<string, unknown>;
  receipt: Record<string, unknown>;
  /** Text of each file. */
  segments: Record<string, string>;
  messages: Messages;
  /** Messages that wait for the end of quiet hours. */
  deferred: unknown[];
}

/** After every message's hour. */
export const FAR_AWAY = new Date('9999-01-01T00:00:00Z');

/** What is shown in an app, but for when it ends: that goes by the moment it was sent. */
export function timeless(content: unknown): unknown {
  const { Schedule: _schedule, ...shown } = content as { Schedule?: unknown };
  return shown;
}
