/** What makes a message the same message. */
export interface MessageIdentity {
  campaign: string;
  runId: string;
  recipient: string;
  channel: string;
}

/** `campaign|run|recipient|channel`; the parts are percent-encoded, so that two messages never share a key. */
export function idempotencyKey({ campaign, runId, recipient, channel }: MessageIdentity): string {
  return [campaign, runId, recipient, channel].map(encodeURIComponent).join('|');
}
