import type { BulkEmailEntry, SendBulkEmailCommandInput } from '@aws-sdk/client-sesv2';
import { type ChannelUnderTest, channelCases, CHANNEL_CASE_KEYS, type EmailMessage, messageHash, sampleMessage } from '@parley/activation';
import { ConnectionLost, WireFault } from '@parley/testing';
import { StrictServices } from '../testing/strict';
import { SesEmailChannel } from './ses-email-channel';

const SES = '@aws-sdk/client-sesv2';
const keyOf = new Map(CHANNEL_CASE_KEYS.map((key) => [messageHash(key), key]));
const services = new StrictServices();
afterEach(() => services.stopAll());

const tagOf = ({ ReplacementTags: [tag] = [] }: BulkEmailEntry): string => keyOf.get(tag?.Value ?? '') ?? '';

async function makeUnderTest(): Promise<ChannelUnderTest<'email'>> {
  const delivered: string[] = [];
  const throttled = new Set<string>();
  const service = await services.start(SES, {
    SendBulkEmail: ({ BulkEmailEntries: entries = [] }: SendBulkEmailCommandInput) => ({
      BulkEmailEntryResults: entries.map((entry) => {
        const key = tagOf(entry);
        if (throttled.delete(key)) return { Status: 'ACCOUNT_THROTTLED', Error: 'Maximum sending rate exceeded.' };
        delivered.push(key);
        return { Status: 'SUCCESS', MessageId: `id-${key}` };
      }),
    }),
  });
  const channel = new SesEmailChannel({ connection: service.connection, configurationSet: 'parley-owner', ratePerSecond: 14 });
  return { channel, delivered: async () => delivered, throttleOnce: (keys) => keys.forEach((key) => throttled.add(key)) };
}

describe('as every channel', () => {
  for (const { title, run } of channelCases('email', makeUnderTest)) it(title, run);
});

async function channelOver(answer: (input: SendBulkEmailCommandInput) => object) {
  const service = await services.start(SES, { SendBulkEmail: answer });
  return { service, channel: new SesEmailChannel({ connection: service.connection, configurationSet: 'parley-owner', ratePerSecond: 14 }) };
}

const accept = ({ BulkEmailEntries: entries = [] }: SendBulkEmailCommandInput) => ({ BulkEmailEntryResults: entries.map(() => ({ Status: 'SUCCESS', MessageId: 'm' })) });
const message = (key: string, change: Partial<EmailMessage> = {}): EmailMessage => ({ ...sampleMessage('email', key), ...change });

it('sends what was rendered as data, with one-click unsubscribe and the tag that feedback finds it by', async () => {
  const { service, channel } = await channelOver(accept);
  const html = '<p>{{#if x}}{{{y}}}</p>';
  expect(await channel.send([message('a', { subject: 'Hello {{name}}', html })])).toEqual([{ key: 'a', outcome: 'sent', providerId: 'm' }]);
  expect(service.calls[0]?.input).toMatchObject({
    FromEmailAddress: 'Example Shop <hello@shop.example.com>',
    ConfigurationSetName: 'parley-owner',
    DefaultContent: { Template: { TemplateContent: { Subject: '{{subject}}', Html: '{{html}}', Text: '{{text}}' } } },
    BulkEmailEntries: [
      {
        Destination: { ToAddresses: ['a@example.com'] },
        ReplacementEmailContent: { ReplacementTemplate: { ReplacementTemplateData: JSON.stringify({ subject: 'Hello {{name}}', html, text: 'Hello\n' }) } },
        ReplacementHeaders: [
          { Name: 'List-Unsubscribe', Value: '<https://shop.example.com/unsubscribe?t=token>' },
          { Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' },
        ],
        ReplacementTags: [{ Name: 'parley-message', Value: messageHash('a') }],
      },
    ],
  });
});

it('splits a call by senders and bytes, and holds back what SES can\'t take', async () => {
  const { service, channel } = await channelOver(accept);
  const html = 'x'.repeat(200_000);
  const batch = [
    ...Array.from({ length: 6 }, (_, index) => message(`m${index}`, { html })),
    message('a', { from: 'other@shop.example.com' }),
    message('huge', { html: 'x'.repeat(262_144) }),
    message('longurl', { unsubscribeUrl: `https://shop.example.com/${'u'.repeat(1000)}` }),
    message('unicode', { to: 'jörg@example.com' }),
    message('idn', { to: 'ada@bücher.example' }),
  ];
  const results = await channel.send(batch);
  expect(service.calls.map(({ input }) => (input.BulkEmailEntries as object[]).length)).toEqual([4, 3, 1]);
  expect(results.filter(({ outcome }) => outcome === 'failed').map(({ key, invalidAddress }) => [key, invalidAddress])).toEqual([['huge', undefined], ['longurl', undefined], ['unicode', true]]);
  expect(JSON.stringify(service.calls)).toContain('ada@xn--bcher-kva.example');
  expect(results).toHaveLength(batch.length);
});

it.each([
  ['MESSAGE_REJECTED', 'failed'],
  ['ACCOUNT_DAILY_QUOTA_EXCEEDED', 'failed'],
  ['FAILED', 'failed'],
  ['TRANSIENT_FAILURE', 'throttled'],
  ['ACCOUNT_THROTTLED', 'throttled'],
])('takes an entry\'s %s for %s, and never says why in SES\'s words', async (status, outcome) => {
  const { channel } = await channelOver(() => ({ BulkEmailEntryResults: [{ Status: status, Error: 'Illegal address: a@example.com' }] }));
  expect(await channel.send([message('a')])).toEqual([{ key: 'a', outcome, detail: status }]);
});

it('finds the entry for which SES refuses a whole call, and sends the others', async () => {
  const { service, channel } = await channelOver((input) => {
    if (input.BulkEmailEntries?.some((entry) => tagOf(entry) === 'bad')) throw new WireFault('BadRequestException', 'Illegal address');
    return accept(input);
  });
  const results = await channel.send(['a', 'b', 'bad', 'c', 'also'].map((key) => message(key)));
  expect(Object.fromEntries(results.map(({ key, outcome }) => [key, outcome]))).toEqual({ a: 'sent', b: 'sent', c: 'sent', also: 'sent', bad: 'failed' });
  const tried = service.calls.flatMap(({ input }) => (input.BulkEmailEntries as BulkEmailEntry[]).map(tagOf));
  expect(tried.filter((key) => key === 'bad').length).toBeGreaterThan(1);
});

it.each([
  ['a call that is throttled', () => Promise.reject(new WireFault('TooManyRequestsException')), 'throttled'],
  ['a paused account', () => Promise.reject(new WireFault('SendingPausedException')), 'failed'],
  ['a fault of SES', () => Promise.reject(new WireFault('InternalServiceErrorException', 'broken', 500)), 'unknown'],
  ['a connection cut after the request', () => Promise.reject(new ConnectionLost()), 'unknown'],
  ['no answer in time', () => new Promise<never>(() => undefined), 'unknown'],
  ['an answer without the entry', async () => ({ BulkEmailEntryResults: [] }), 'unknown'],
])('takes %s for what it is, and asks once', async (_title, answer, outcome) => {
  const { service, channel } = await channelOver(answer);
  expect(await channel.send([message('a')])).toMatchObject([{ key: 'a', outcome }]);
  expect(service.calls).toHaveLength(1);
});

