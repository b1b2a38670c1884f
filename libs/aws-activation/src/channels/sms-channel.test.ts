import type { SendTextMessageCommandInput } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { type ChannelUnderTest, channelCases, CHANNEL_CASE_KEYS, messageHash, sampleMessage } from '@parley/activation';
import { ConnectionLost, WireFault } from '@parley/testing';
import { StrictServices } from '../testing/strict';
import { SmsChannel, type SmsChannelProps } from './sms-channel';

const SMS = '@aws-sdk/client-pinpoint-sms-voice-v2';
const keyOf = new Map(CHANNEL_CASE_KEYS.map((key) => [messageHash(key), key]));
const services = new StrictServices();
afterEach(() => services.stopAll());

async function channelOver(answer: (input: SendTextMessageCommandInput) => object | Promise<object>, settings: Partial<SmsChannelProps> = {}) {
  const service = await services.start(SMS, { SendTextMessage: answer });
  const props = { connection: service.connection, originationIdentity: 'pool-1', configurationSet: 'parley-owner', ratePerSecond: 20 };
  return { service, channel: new SmsChannel({ ...props, ...settings }) };
}

async function makeUnderTest(): Promise<ChannelUnderTest<'sms'>> {
  const delivered: string[] = [];
  const throttled = new Set<string>();
  const { channel } = await channelOver(({ Context }) => {
    const key = keyOf.get(Context?.['parley-message'] ?? '') ?? '';
    if (throttled.delete(key)) throw new WireFault('ThrottlingException');
    delivered.push(key);
    return { MessageId: `id-${key}` };
  });
  return { channel, delivered: async () => delivered, throttleOnce: (keys) => keys.forEach((key) => throttled.add(key)) };
}

describe('as every channel', () => {
  for (const { title, run } of channelCases('sms', makeUnderTest)) it(title, run);
});

it('says of a text that it is promotional, what it may cost, how long it holds, and whose it is', async () => {
  const { service, channel } = await channelOver(() => ({ MessageId: 'm' }), { maxPrice: '0.10', timeToLive: 3600, dryRun: true });
  expect(await channel.send([sampleMessage('sms', 'a')])).toEqual([{ key: 'a', outcome: 'sent', providerId: 'm' }]);
  expect(service.calls).toEqual([
    {
      operation: 'SendTextMessage',
      input: {
        DestinationPhoneNumber: '+447700900000',
        OriginationIdentity: 'pool-1',
        MessageBody: 'Example Shop: news. Reply STOP to end.',
        MessageType: 'PROMOTIONAL',
        ConfigurationSetName: 'parley-owner',
        MaxPrice: '0.10',
        TimeToLive: 3600,
        DryRun: true,
        Context: { 'parley-message': messageHash('a') },
      },
    },
  ]);
});

it.each([
  ['a number that has opted out', 'ConflictException', { Reason: 'DESTINATION_PHONE_NUMBER_OPTED_OUT' }, { outcome: 'failed', detail: 'DESTINATION_PHONE_NUMBER_OPTED_OUT', invalidAddress: true }],
  ['a message above the price', 'ValidationException', { Reason: 'PRICE_OVER_THRESHOLD' }, { outcome: 'failed', detail: 'PRICE_OVER_THRESHOLD' }],
  ['a spent budget', 'ServiceQuotaExceededException', { Reason: 'MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT' }, { outcome: 'failed', detail: 'MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT' }],
  ['too many at a time', 'ThrottlingException', {}, { outcome: 'throttled', detail: 'ThrottlingException' }],
  ['a fault of the service', 'InternalServerException', {}, { outcome: 'unknown', detail: 'InternalServerException' }],
])('takes %s for what it is, and asks once', async (_title, code, members, expected) => {
  const { service, channel } = await channelOver(() => Promise.reject(new WireFault(code, 'about +447700900000', undefined, members)));
  expect(await channel.send([sampleMessage('sms', 'a')])).toEqual([{ key: 'a', ...expected }]);
  expect(service.calls).toHaveLength(1);
});

it('does not know what became of a message whose answer was lost, and knows of the others', async () => {
  const { service, channel } = await channelOver(({ Context }) => {
    if (keyOf.get(Context?.['parley-message'] ?? '') === 'b') throw new ConnectionLost();
    return { MessageId: 'm' };
  });
  const results = await channel.send(['a', 'b', 'c'].map((key) => sampleMessage('sms', key)));
  expect(results.map(({ outcome }) => outcome)).toEqual(['sent', 'unknown', 'sent']);
  expect(service.calls).toHaveLength(3);
});
