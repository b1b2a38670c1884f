import type { PutEventsCommandInput } from '@aws-sdk/client-eventbridge';
import { type ChannelUnderTest, channelCases, CHANNEL_CASE_KEYS, type CustomMessage, messageHash, sampleMessage } from '@parley/activation';
import { ConnectionLost, WireFault } from '@parley/testing';
import { StrictServices } from '../testing/strict';
import { EventBusChannel } from './event-bus-channel';

const EVENTS = '@aws-sdk/client-eventbridge';
const keyOf = new Map(CHANNEL_CASE_KEYS.map((key) => [messageHash(key), key]));
const services = new StrictServices();
afterEach(() => services.stopAll());

async function channelOver(answerOf: (key: string) => object | Promise<never>) {
  const service = await services.start(EVENTS, {
    PutEvents: async ({ Entries = [] }: PutEventsCommandInput) => {
      const answers = await Promise.all(Entries.map(({ Detail = '' }) => answerOf(keyOf.get((JSON.parse(Detail) as { id: string }).id) ?? '')));
      return { FailedEntryCount: answers.filter((answer) => 'ErrorCode' in answer).length, Entries: answers };
    },
  });
  return { service, channel: new EventBusChannel({ connection: service.connection, bus: 'parley-owner-custom', ratePerSecond: 400 }) };
}

async function makeUnderTest(): Promise<ChannelUnderTest<'custom'>> {
  const delivered: string[] = [];
  const throttled = new Set<string>();
  const { channel } = await channelOver((key) => {
    if (throttled.delete(key)) return { ErrorCode: 'ThrottlingException', ErrorMessage: 'Rate exceeded' };
    delivered.push(key);
    return { EventId: `id-${key}` };
  });
  return { channel, delivered: async () => delivered, throttleOnce: (keys) => keys.forEach((key) => throttled.add(key)) };
}

describe('as every channel', () => {
  for (const { title, run } of channelCases('custom', makeUnderTest)) it(title, run);
});

const message = (key: string, change: Partial<CustomMessage> = {}): CustomMessage => ({ ...sampleMessage('custom', key), ...change });

it('puts an event with the id that makes it the same whenever it comes', async () => {
  const { service, channel } = await channelOver(() => ({ EventId: 'e' }));
  expect(await channel.send([message('a')])).toEqual([{ key: 'a', outcome: 'sent', providerId: 'e' }]);
  const body = { id: messageHash('a'), campaign: 'spring', runId: 'run-1', recipient: 'a', message: { offer: 'spring', firstName: 'Ada' } };
  const entry = { EventBusName: 'parley-owner-custom', Source: 'parley.owner', DetailType: 'Parley Message', Time: message('a').at, Detail: JSON.stringify(body) };
  expect(service.calls.map(({ input }) => input.Entries)).toEqual([[entry]]);
});

it('splits what is more than a call takes, and holds back what no call takes', async () => {
  const { service, channel } = await channelOver(() => ({ EventId: 'e' }));
  const big = { text: 'x'.repeat(120_000) };
  const results = await channel.send([message('a', { detail: big }), message('b', { detail: big }), message('c', { detail: big }), message('huge', { detail: { text: 'x'.repeat(270_000) } })]);
  expect(service.calls.map(({ input }) => (input.Entries as object[]).length)).toEqual([2, 1]);
  expect(results.filter(({ outcome }) => outcome !== 'sent')).toEqual([{ key: 'huge', outcome: 'failed', detail: 'the event has more than 262144 bytes' }]);
});

it.each([
  ['an entry that is throttled', { ErrorCode: 'ThrottlingException' }, 'throttled'],
  ['an entry that is refused', { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'for recipient a' }, 'failed'],
  ['an entry without a word', {}, 'unknown'],
])('takes %s for what it is', async (_title, answer, outcome) => {
  const { channel } = await channelOver(() => answer);
  expect(await channel.send([message('a')])).toMatchObject([{ key: 'a', outcome }]);
});

it.each([
  ['a throttled call', new WireFault('ThrottlingException', 'slow', 400), 'throttled'],
  ['a fault of the service', new WireFault('InternalException'), 'unknown'],
  ['a lost answer', new ConnectionLost(), 'unknown'],
])('takes %s for what it is, and asks once', async (_title, fault, outcome) => {
  const { service, channel } = await channelOver(() => Promise.reject(fault));
  expect((await channel.send([message('a'), message('b')])).map((one) => one.outcome)).toEqual([outcome, outcome]);
  expect(service.calls).toHaveLength(1);
});
