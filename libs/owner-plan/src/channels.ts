import { type Explain, valueAt } from '@parley/contract';
import { channelRetired, channelUnknown } from './errors';
import { CHANNELS } from './schema/campaign';

/**
 * Amazon Pinpoint's channel types and what to write instead. Source: "Migrate from Amazon Pinpoint" in the Pinpoint user
 * guide, read in mid-2026.
 */
const RETIRED: Record<string, string> = {
  EMAIL: 'write `email`: it goes out through Amazon SES',
  SMS: 'write `sms`: it goes out through AWS End User Messaging SMS',
  VOICE: 'AWS End User Messaging voice replaces it; Parley has no voice channel',
  IN_APP: 'write `in-app`: an inbox of our own replaces it, in the shape that Pinpoint answered with',
  CUSTOM: 'write `custom`: an EventBridge event replaces it',
  PUSH: 'write `push`: it goes out through AWS End User Messaging push',
};

const PUSH_SERVICES = ['GCM', 'FCM', 'APNS', 'APNS_SANDBOX', 'APNS_VOIP', 'APNS_VOIP_SANDBOX', 'ADM', 'BAIDU'];

/** A channel that there isn't: retired with Pinpoint (and what replaced it), or unknown. */
export const explainChannel: Explain = (issue, file) => {
  const [list, , key] = issue.path;
  if (list !== 'campaigns' || key !== 'channel' || issue.path.length !== 3) return undefined;
  const channel = valueAt(file.data, issue.path);
  if (typeof channel !== 'string' || CHANNELS.some((known) => known === channel)) return undefined;
  const place = file.valueAt(issue.path as (string | number)[]);
  const successor = RETIRED[pinpointType(channel)];
  return [successor ? channelRetired(place, channel, successor) : channelUnknown(place, channel, CHANNELS)];
};

/** `pinpoint-email`, `Pinpoint`, `EMAIL` and `GCM` all mean a channel of Pinpoint's. */
function pinpointType(channel: string): string {
  const bare = channel.toUpperCase().replaceAll('-', '_').replace(/^(?:AMAZON_|AWS_)?PINPOINT_?/, '');
  if (PUSH_SERVICES.includes(bare)) return 'PUSH';
  return bare === '' ? 'EMAIL' : bare;
}
