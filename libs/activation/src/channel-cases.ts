import { strict as assert } from 'node:assert';
import type { Channel, ChannelName, MessageOf, SendResult } from './channel';
import { sampleMessage } from './sample-message';

/** One thing every channel does. `run` throws if it doesn't. */
export interface ChannelCase {
  title: string;
  run(): Promise<void>;
}

/** How a suite gets at a channel, and at what has gone out of it. */
export interface ChannelUnderTest<N extends ChannelName> {
  channel: Channel<MessageOf<N>>;
  /** Keys of the messages that went out, each as often as it did. */
  delivered(): Promise<string[]>;
  /** Makes the service refuse these keys once, as too many at a time. A channel that is never throttled leaves it out. */
  throttleOnce?(keys: readonly string[]): void;
}

/** The behaviour that every adapter shares, whatever runs the tests: `for (const c of channelCases('sms', make)) it(c.title, c.run)`. */
export function channelCases<N extends ChannelName>(name: N, make: () => Promise<ChannelUnderTest<N>>): ChannelCase[] {
  const one = (title: string, check: (under: ChannelUnderTest<N>) => Promise<void>): ChannelCase => ({ title, run: async () => check(await make()) });
  const message = (key: string): MessageOf<N> => sampleMessage(name, key);
  const wrong = (key: string, to: string): MessageOf<N> => ({ ...sampleMessage(name, key), to });
  const cases = [
    one('is named for its messages, and says how many it takes', async ({ channel }) => {
      assert.equal(channel.name, name);
      assert.ok(Number.isInteger(channel.batchSize) && channel.batchSize >= 1);
      assert.ok(channel.ratePerSecond > 0);
    }),
    one('answers for each message of a batch, once, and sends each', async ({ channel, delivered }) => {
      const batch = ['a', 'b', 'c'].slice(0, channel.batchSize).map(message);
      assert.deepEqual(outcomes(await channel.send(batch)), Object.fromEntries(batch.map(({ key }) => [key, 'sent'])));
      assert.equal((await delivered()).sort().join(), batch.map(({ key }) => key).join());
    }),
    one('answers an empty batch with nothing', async ({ channel, delivered }) => {
      assert.equal((await channel.send([])).length, 0);
      assert.equal((await delivered()).length, 0);
    }),
    one('takes a whole batch at once', async ({ channel, delivered }) => {
      const batch = Array.from({ length: Math.min(channel.batchSize, 100) }, (_, index) => message(`m${index}`));
      assert.equal((await channel.send(batch)).length, batch.length);
      assert.equal((await delivered()).length, batch.length);
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
    one('if it is throttled, says so, sends the others, and sends the throttled one when tried again', async ({ channel, delivered, throttleOnce }) => {
      if (!throttleOnce) return;
      throttleOnce(['b']);
      const batch = ['a', 'b', 'c'].map(message);
      const first = new Map<string, SendResult>();
      for (let start = 0; start < batch.length; start += channel.batchSize) {
        for (const result of await channel.send(batch.slice(start, start + channel.batchSize))) first.set(result.key, result);
      }
      assert.deepEqual(outcomes([...first.values()]), { a: 'sent', b: 'throttled', c: 'sent' });
      assert.deepEqual(outcomes(await channel.send([message('b')])), { b: 'sent' });
      assert.equal((await delivered()).sort().join(), 'a,b,c');
    }),
  ];
  const bad = BAD_ADDRESS[name];
  if (bad === undefined) return cases;
  return [
    ...cases,
    one('fails one bad address and sends the rest', async ({ channel, delivered }) => {
      const batch = [message('good'), wrong('bad', bad), message('also')];
      const results = (await Promise.all(inBatches(batch, channel.batchSize).map((part) => channel.send(part)))).flat();
      assert.deepEqual(outcomes(results), { good: 'sent', bad: 'failed', also: 'sent' });
      assert.equal(results.find(({ key }) => key === 'bad')?.invalidAddress, true);
      assert.equal((await delivered()).sort().join(), 'also,good');
    }),
    one('never says an address in a failure', async ({ channel }) => {
      const [result] = await channel.send([wrong('bad', bad)]);
      assert.equal(result?.outcome, 'failed');
      assert.ok(!JSON.stringify(result).includes(bad));
    }),
  ];
}

/** What no channel of that name may try to send to. In-app and custom messages have no address of their own. */
const BAD_ADDRESS: Partial<Record<ChannelName, string>> = { email: 'a@example.com, b@example.com', sms: '020 7183 8750', push: 'no token\r\n' };

function inBatches<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));
}

function outcomes(results: readonly SendResult[]): Record<string, string> {
  return Object.fromEntries(results.map(({ key, outcome }) => [key, outcome]));
}
