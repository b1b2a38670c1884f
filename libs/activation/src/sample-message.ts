import type { ChannelName, MessageOf } from './channel';

/** Keys that the cases of a channel use, for suites that must tell a key from what went out. */
export const CHANNEL_CASE_KEYS: readonly string[] = ['a', 'b', 'c', 'good', 'bad', 'also', 'out', 'again', ...Array.from({ length: 100 }, (_, index) => `m${index}`)];

const HEAD = { campaign: 'spring', runId: 'run-1', at: new Date('2026-07-01T12:00:00Z') };

/** A sound message of each channel, for suites that adapters share. */
const SAMPLES: { [N in ChannelName]: (key: string) => MessageOf<N> } = {
  email: (key) => ({
    ...HEAD,
    channel: 'email',
    key,
    recipient: key,
    to: `${key}@example.com`,
    from: 'Example Shop <hello@shop.example.com>',
    subject: 'News',
    html: '<p>Hello</p>',
    text: 'Hello\n',
    unsubscribeUrl: 'https://shop.example.com/unsubscribe?t=token',
  }),
  sms: (key) => ({ ...HEAD, channel: 'sms', key, recipient: key, to: phone(key), body: 'Example Shop: news. Reply STOP to end.' }),
  push: (key) => ({ ...HEAD, channel: 'push', key, recipient: key, to: `token-${key}`, service: 'GCM', title: 'News', body: 'Hello', url: 'https://shop.example.com/new' }),
  'in-app': (key) => ({
    ...HEAD,
    channel: 'in-app',
    key,
    recipient: key,
    content: {
      CampaignId: 'spring',
      InAppMessage: { Content: [{ HeaderConfig: { Alignment: 'LEFT', Header: 'News', TextColor: '#000000' } }], Layout: 'TOP_BANNER' },
      Priority: 3,
      Schedule: { EndDate: '2026-07-15T12:00:00.000Z' },
    },
    expires: new Date('2026-07-15T12:00:00Z'),
  }),
  custom: (key) => ({ ...HEAD, channel: 'custom', key, recipient: key, detail: { offer: 'spring', firstName: 'Ada' } }),
};

export function sampleMessage<N extends ChannelName>(name: N, key: string): MessageOf<N> {
  return SAMPLES[name](key);
}

/** A number of its own for each key of the cases, from the range that Ofcom keeps for drama. */
function phone(key: string): string {
  const index = CHANNEL_CASE_KEYS.indexOf(key);
  return `+447700900${String(index === -1 ? 999 : index).padStart(3, '0')}`;
}
