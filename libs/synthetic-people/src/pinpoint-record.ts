import type { Random } from './random';

/**
 * One record of an Amazon Pinpoint event stream: the envelope of
 * docs.aws.amazon.com/pinpoint/latest/developerguide/event-streams-data-app.html. `time` in milliseconds since 1970; the
 * endpoint id is the owner's customer id.
 */
export function pinpointRecord(type: string, time: number, clientId: string, random: Random): object {
  const android = random.chance(0.55);
  return {
    event_type: type,
    event_timestamp: time,
    arrival_timestamp: time + random.between(200, 90_000),
    event_version: '3.0',
    application: { app_id: 'example-shop', package_name: 'com.example.shop', sdk: { name: 'aws-amplify', version: '6.0.0' }, version_name: '4.2' },
    client: { client_id: clientId },
    device: {
      locale: { code: 'en_US', country: 'US', language: 'en' },
      platform: android ? { name: 'android', version: '15' } : { name: 'ios', version: '19' },
    },
    session: { session_id: random.hex(8), start_timestamp: time - random.between(0, 600_000) },
    attributes: { screen: random.pick(['home', 'search', 'product', 'list']) },
    metrics: { seconds: random.between(2, 180) },
  };
}
