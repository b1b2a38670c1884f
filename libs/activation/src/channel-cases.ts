import { strict as assert } from 'node:assert';
import type { Channel, OutgoingMessage, SendResult } from './channel';

/** One thing every channel does. `run` throws if it doesn't. */
export interface ChannelCase {
  title: string;
  run(): Promise<void>;
}

/** How a suite gets at a channel, and at what has gone out of it. */
export interface ChannelUnderTest {
  channel: Channel;
  /** Keys of the messages that went out, each as often as it did. */
  delivered(): Promise<string[]>;
}

/** The behaviour that every adapter shares, whatever runs the tests: `for (const c of channelCases(make)) it(c.title, c.run)`. */
export function channelCases(make: () => Promise<ChannelUnderTest>): ChannelCase[] {
  const one = (title: string, check: (under: ChannelUnderTest) => Promise<void>): ChannelCase => ({ title, run: async () => check(await make()) });
  return [
    one('answers for each message of a batch, once, and sends each', async ({ channel, delivered }) => {
      const batch = [message('a'), message('b'), message('c')];
      assert.deepEqual(outcomes(await channel.send(batch)), { a: 'sent', b: 'sent', c: 'sent' });
      assert.equal((await delivered()).sort().join(), 'a,b,c');
    }),
    one('takes 50 messages at once', async ({ channel, delivered }) => {
      const batch = Array.from({ length: 50 }, (_, index) => message(`m${index}`));
      assert.equal((await channel.send(batch)).length, 50);
      assert.equal((await delivered()).length, 50);
    }),
    one('fails one bad address and sends the rest', async ({ channel, delivered }) => {
      const batch = [message('good'), message('bad', 'a@example.com, b@example.com'), message('also')];
      assert.deepEqual(outcomes(await channel.send(batch)), { good: 'sent', bad: 'failed', also: 'sent' });
      assert.equal((await delivered()).sort().join(), 'also,good');
    }),
    one('never says an address in a failure', async ({ channel }) => {
      const [result] = await channel.send([message('bad', 'secret.person@nowhere')]);
      assert.equal(result?.outcome, 'failed');
      assert.ok(!JSON.stringify(result).includes('secret.person'));
    }),
    one('if it can look up, tells what went out from what did not', async ({ channel }) => {
      if (!channel.lookup) return;
      await channel.send([message('out')]);
      assert.deepEqual(Object.fromEntries(await channel.lookup(['out', 'never'])), { out: 'sent', never: 'not-sent' });
    }),
    one('if it can look up, sends a message it has sent before only once', async ({ channel, delivered }) => {
      if (!channel.lookup) return;
      await channel.send([message('again')]);
      assert.deepEqual(outcomes(await channel.send([message('again')])), { again: 'sent' });
      assert.equal((await delivered()).join(), 'again');
    }),
  ];
}

function message(key: string, to = `${key}@example.com`): OutgoingMessage {
  return {
    key,
    to,
    from: 'Example Shop <hello@shop.example.com>',
    subject: 'News',
    html: '<p>Hello</p>',
    text: 'Hello\n',
    unsubscribeUrl: 'https://shop.example.com/unsubscribe?t=token',
    at: new Date('2026-07-01T12:00:00Z'),
  };
}

function outcomes(results: readonly SendResult[]): Record<string, string> {
  return Object.fromEntries(results.map(({ key, outcome }) => [key, outcome]));
}
