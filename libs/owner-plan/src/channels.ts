import { type Explain, valueAt } from '@parley/contract';
import { channelLater, channelRetired, channelUnknown } from './errors';

/** Channels that come later, by the name they will have. */
const LATER = ['sms', 'push', 'in-app', 'custom'];

/**
 * Amazon Pinpoint's channel types and what to write instead. Source: "Migrate from Amazon Pinpoint" in the Pinpoint user
 * guide, read in mid-2026.
 */
const RETIRED: Record<string, string> = {
  EMAIL: 'write `email`: it goes out through Amazon SES',
  SMS: 'AWS End User Messaging SMS replaces it: channel `sms`, which arrives with the issue on the pipeline',
  VOICE: 'AWS End User Messaging voice replaces it; Parley has no voice channel',
  IN_APP: 'an inbox of our own replaces it: channel `in-app`, which arrives with the issue on the pipeline',
  CUSTOM: 'an EventBridge event replaces it: channel `custom`, which arrives with the issue on the pipeline',
  PUSH: 'AWS End User Messaging push replaces it: channel `push`, which arrives with the issue on the pipeline',
};

const PUSH_SERVICES = ['GCM', 'FCM', 'APNS', 'APNS_SANDBOX', 'APNS_VOIP', 'APNS_VOIP_SANDBOX', 'ADM', 'BAIDU'];

/** A channel that isn't `email`: retired with Pinpoint (and what replaced it), coming later, or unknown. */
export const explainChannel: Explain = (issue, file) => {
  const [list, , key] = issue.path;
  if (list !== 'campaigns' || key !== 'channel' || issue.path.length !== 3) return undefined;
  const channel = valueAt(file.data, issue.path);
  if (typeof channel !== 'string') return undefined;
  const place = file.valueAt(issue.path as (string | number)[]);
  if (LATER.includes(channel)) return [channelLater(place, channel)];
  const successor = RETIRED[pinpointType(channel)];
  return [successor ? channelRetired(place, channel, successor) : channelUnknown(place, channel)];
};

/** `pinpoint-email`, `Pinpoint`, `EMAIL` and `GCM` all mean a channel of Pinpoint's. */
function pinpointType(channel: string): string {
  const bare = channel.toUpperCase().replaceAll('-', '_').replace(/^(?:AMAZON_|AWS_)?PINPOINT_?/, '');
  if (PUSH_SERVICES.includes(bare)) return 'PUSH';
  return bare === '' ? 'EMAIL' : bare;
}
