import type { SendMessagesCommandInput } from '@aws-sdk/client-pinpoint';
import { type ChannelUnderTest, channelCases, CHANNEL_CASE_KEYS, messageHash, type PushMessage, sampleMessage } from '@parley/activation';
import { ConnectionLost, WireFault } from '@parley/testing';
import { StrictServices } from '../testing/strict';
import { PushChannel } from './push-channel';
import cases from './push-results.cases.json';

const PINPOINT = '@aws-sdk/client-pinpoint';
const keyOf = new Map(CHANNEL_CASE_KEYS.map((key) => [messageHash(key), key]));
const services = new StrictServices();
afterEach(() => services.stopAll());

type Result = { DeliveryStatus: string; StatusCode: number; StatusMessage?: string; MessageId?: string };
const good = (key: string): Result => ({ DeliveryStatus: 'SUCCESSFUL', StatusCode: 200, MessageId: `id-${key}` });

async function channelOver(resultOf: (key: string) => Result | Promise<never>) {
  const service = await services.start(PINPOINT, {
    SendMessages: async ({ ApplicationId = '', MessageRequest }: SendMessagesCommandInput) => {
      const addresses = Object.entries(MessageRequest?.Addresses ?? {});
      const results = await Promise.all(addresses.map(async ([token, { Context }]) => [token, await resultOf(keyOf.get(Context?.['parley-message'] ?? '') ?? '')] as const));
      return { MessageResponse: { ApplicationId, Result: Object.fromEntries(results) } };
    },
  });
  return { service, channel: new PushChannel({ connection: service.connection, applicationId: 'app-1', ratePerSecond: 25_000 }) };
}

async function makeUnderTest(): Promise<ChannelUnderTest<'push'>> {
  const delivered: string[] = [];
  const throttled = new Set<string>();
  const { channel } = await channelOver((key) => {
    if (throttled.delete(key)) return { DeliveryStatus: 'THROTTLED', StatusCode: 429 };
    delivered.push(key);
    return good(key);
  });
  return { channel, delivered: async () => delivered, throttleOnce: (keys) => keys.forEach((key) => throttled.add(key)) };
}

describe('as every channel', () => {
  for (const { title, run } of channelCases('push', makeUnderTest)) it(title, run);
});

const message = (key: string, change: Partial<PushMessage> = {}): PushMessage => ({ ...sampleMessage('push', key), ...change });

it('gives each token its own text, and each call one link', async () => {
  const { service, channel } = await channelOver(good);
  await channel.send([message('a'), message('b', { title: 'Other', service: 'APNS' }), message('c', { url: undefined })]);
  const part = { Action: 'URL', Url: 'https://shop.example.com/new' };
  expect(service.calls.map(({ input }) => input.MessageRequest)).toEqual([
    {
      Addresses: {
        'token-a': { ChannelType: 'GCM', TitleOverride: 'News', BodyOverride: 'Hello', Context: { 'parley-message': messageHash('a') } },
        'token-b': { ChannelType: 'APNS', TitleOverride: 'Other', BodyOverride: 'Hello', Context: { 'parley-message': messageHash('b') } },
      },
      MessageConfiguration: { APNSMessage: part, GCMMessage: part, ADMMessage: part, BaiduMessage: part },
    },
    {
      Addresses: { 'token-c': { ChannelType: 'GCM', TitleOverride: 'News', BodyOverride: 'Hello', Context: { 'parley-message': messageHash('c') } } },
      MessageConfiguration: Object.fromEntries(['APNS', 'GCM', 'ADM', 'Baidu'].map((name) => [`${name}Message`, { Action: 'OPEN_APP' }])),
    },
  ]);
});

it('loses no message of two people who share a device', async () => {
  const { service, channel } = await channelOver(good);
  const results = await channel.send([message('a', { to: 'shared' }), message('b', { to: 'shared' })]);
  expect(results.map(({ key, providerId }) => [key, providerId])).toEqual([['a', 'id-a'], ['b', 'id-b']]);
  expect(service.calls).toHaveLength(2);
});

it.each(cases)('$title', async ({ result, expected }) => {
  const { channel } = await channelOver(() => result);
  expect(await channel.send([message('a')])).toEqual([{ key: 'a', ...expected }]);
});

it.each([
  ['a throttled call', new WireFault('TooManyRequestsException'), 'throttled'],
  ['a refused call', new WireFault('BadRequestException'), 'failed'],
  ['a fault of the service', new WireFault('InternalServerErrorException'), 'unknown'],
  ['a lost answer', new ConnectionLost(), 'unknown'],
])('takes %s for what it is, for all of its messages, and asks once', async (_title, fault, outcome) => {
  const { service, channel } = await channelOver(() => Promise.reject(fault));
  expect((await channel.send([message('a'), message('b')])).map((one) => one.outcome)).toEqual([outcome, outcome]);
  expect(service.calls).toHaveLength(1);
});
