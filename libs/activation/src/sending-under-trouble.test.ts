import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { activateCampaign } from './activate-campaign';
import type { Activation } from './campaign';
import type { Channel, OutgoingMessage, SendResult } from './channel';
import { MOST_TRIES, Sender } from './sender';
import { sampleMessage } from './sample-message';
import { realTimer } from './timer';
import { closeFiles, type Files, instantTimer, makeActivation, makePeople, NOON } from './testing/make-activation';

/** A channel that answers as `answer` says, and keeps what it was given. */
function scripted(answer: (key: string, time: number) => SendResult['outcome'], change: Partial<Channel> = {}): Channel & { tries: string[][] } {
  const times = new Map<string, number>();
  const tries: string[][] = [];
  return {
    name: 'email',
    batchSize: 50,
    ratePerSecond: Number.POSITIVE_INFINITY,
    tries,
    send: (batch) => {
      tries.push(batch.map(({ recipient }) => recipient));
      return Promise.resolve(
        batch.map(({ key, recipient }) => {
          times.set(recipient, (times.get(recipient) ?? 0) + 1);
          return { key, outcome: answer(recipient, times.get(recipient) ?? 0) };
        }),
      );
    },
    ...change,
  };
}

const key = (index: number): string => `m${index}`;
const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'parley-trouble-'));

async function withActivation<T>(changes: Parameters<typeof makeActivation>[2], use: (activation: Activation & Files) => Promise<T>, people = makePeople(4)): Promise<T> {
  const activation = await makeActivation(await newFolder(), people, changes);
  try {
    return await use(activation);
  } finally {
    await closeFiles(activation);
  }
}

describe('a channel that is too busy', () => {
  it('is tried again for just those it was too busy for, with growing waits', async () => {
    const timer = instantTimer();
    const channel = scripted((recipient, time) => (recipient === 'c1' && time < 4 ? 'throttled' : 'sent'));
    const result = await withActivation({ channel, timer }, activateCampaign);
    expect(result).toMatchObject({ sent: 4, failed: 0 });
    expect(channel.tries).toEqual([['c0', 'c1', 'c2', 'c3'], ['c1'], ['c1'], ['c1']]);
    expect(timer.slept).toEqual([1000, 2000, 4000]);
  });

  it('makes a dead letter in the end, which frees the cap and can be replayed', async () => {
    await withActivation({ channel: scripted((recipient) => (recipient === 'c1' ? 'throttled' : 'sent')) }, async (activation) => {
      expect(await activateCampaign(activation)).toMatchObject({ sent: 3, failed: 1 });
      expect(await activation.deadLetters.all()).toEqual([{ campaign: 'spring', runId: 'run-1', recipient: 'c1', channel: 'email', at: NOON.toISOString(), reason: 'throttled' }]);
      const replayed = await activateCampaign({ ...activation, channel: scripted(() => 'sent'), audience: [{ id: 'c1' }], replay: true });
      expect(replayed).toMatchObject({ audience: 1, sent: 1 });
      expect(await activation.deadLetters.all()).toEqual([]);
    });
  });

  it('is left alone between two batches for as long as its rate asks', async () => {
    const timer = instantTimer();
    const channel = scripted(() => 'sent', { batchSize: 10, ratePerSecond: 20 });
    await withActivation({ channel, timer }, activateCampaign, makePeople(100));
    expect(channel.tries).toHaveLength(10);
    expect(timer.slept.reduce((sum, one) => sum + one, 0)).toBe(4500);
  });

  it('is never tried again for a message that went out, whatever it answers', async () => {
    const outcome = fc.constantFrom('sent', 'failed', 'throttled', 'unknown' as const);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(outcome, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 12 }), async (scripts) => {
        const channel = scripted((recipient, time) => scripts[Number(recipient.slice(1))]?.[time - 1] ?? 'sent');
        const settled = new Map<string, SendResult>();
        await new Sender(channel, instantTimer(() => 0)).send(scripts.map((_, index): OutgoingMessage => sampleMessage('email', key(index))), settled, () => true);
        for (const [index, script] of scripts.entries()) {
          const tries = channel.tries.filter((batch) => batch.includes(key(index))).length;
          const first = [...script, 'sent' as const].findIndex((one) => one !== 'throttled') + 1;
          expect(tries).toBe(Math.min(first, MOST_TRIES));
          expect(settled.get(key(index))?.outcome).toBe(first > MOST_TRIES ? 'throttled' : ([...script, 'sent'][first - 1] ?? 'sent'));
        }
      }),
      { seed: 11, numRuns: 200 },
    );
  });
});

describe('dead letters', () => {
  it('are made of what the channel refuses, but not where the address itself is at fault', async () => {
    const channel: Channel = {
      ...scripted(() => 'sent'),
      send: (batch) => Promise.resolve(batch.map(({ key, recipient }) => ({ key, outcome: 'failed', detail: 'no', invalidAddress: recipient === 'c0' }))),
    };
    await withActivation({ channel }, async (activation) => {
      expect(await activateCampaign(activation)).toMatchObject({ sent: 0, failed: 4 });
      expect((await activation.deadLetters.all()).map(({ recipient, reason }) => [recipient, reason])).toEqual([['c1', 'no'], ['c2', 'no'], ['c3', 'no']]);
    });
  });

  it('are made of a message that turns out too long, which is never given to the channel', async () => {
    const channel = scripted(() => 'sent');
    const composer: Activation['composer'] = {
      channel: 'email',
      compose: (head) => (head.recipient === 'c2' ? { unfit: 'too long' } : { message: sampleMessage('email', head.key) }),
    };
    await withActivation({ channel, composer }, async (activation) => {
      expect(await activateCampaign(activation)).toMatchObject({ sent: 3, failed: 1 });
      expect(await activation.deadLetters.all()).toMatchObject([{ recipient: 'c2', reason: 'too long' }]);
      expect(channel.tries.flat()).toHaveLength(3);
    });
  });

  it('go when the gate holds their message back for good', async () => {
    await withActivation({ channel: scripted(() => 'throttled') }, async (activation) => {
      await activateCampaign(activation);
      await activation.consents.record([{ recipient: 'c0', purpose: 'marketing', channel: 'email', granted: false, at: NOON.toISOString(), source: 'a call' }]);
      expect(await activateCampaign({ ...activation, replay: true })).toMatchObject({ failed: 3, heldBack: { consent: 1 } });
      expect((await activation.deadLetters.all()).map(({ recipient }) => recipient).sort()).toEqual(['c1', 'c2', 'c3']);
    });
  });
});

describe('several workers', () => {
  it('with the same audience send each message once, and all report the same', async () => {
    const channel = scripted(() => 'sent');
    const results = await withActivation({ channel }, (activation) => Promise.all(Array.from({ length: 4 }, (_, index) => activateCampaign({ ...activation, worker: `w${index}`, timer: realTimer }))), makePeople(200));
    expect(channel.tries.flat()).toHaveLength(200);
    expect(new Set(channel.tries.flat()).size).toBe(200);
    for (const result of results) expect(result).toEqual(results[0]);
    expect(results[0]).toMatchObject({ sent: 200, unknown: 0 });
  });

  it('with campaigns of their own pass no cap together', async () => {
    const channel = scripted(() => 'sent');
    const results = await withActivation(
      { channel },
      (activation) => Promise.all(['spring', 'summer', 'autumn'].map((name) => activateCampaign({ ...activation, campaign: { ...activation.campaign, name }, worker: name, timer: realTimer }))),
      makePeople(120),
    );
    expect(channel.tries.flat()).toHaveLength(120);
    expect(new Set(channel.tries.flat()).size).toBe(120);
    expect(results.reduce((sum, { heldBack }) => sum + heldBack.cap, 0)).toBe(240);
  });

  it('report as unknown what a dead one had in hand, once its lease is over', async () => {
    await withActivation({ channel: scripted(() => 'sent') }, async (activation) => {
      const identity = { campaign: 'spring', runId: 'run-1', recipient: 'c0', channel: 'email' };
      await activation.ledger.reserve([identity], { at: NOON, caps: [], worker: 'dead', leaseUntil: new Date(NOON.getTime() - 1) });
      expect(await activateCampaign(activation)).toMatchObject({ sent: 3, unknown: 1 });
    });
  });

  it('wait for one that is alive, and count its message as it came out', async () => {
    await withActivation({ channel: scripted(() => 'sent') }, async (activation) => {
      const identity = { campaign: 'spring', runId: 'run-1', recipient: 'c0', channel: 'email' };
      await activation.ledger.reserve([identity], { at: NOON, caps: [], worker: 'alive', leaseUntil: new Date(NOON.getTime() + 60_000) });
      const timer = instantTimer();
      const settleLater: typeof timer.sleep = async (milliseconds) => {
        await activation.ledger.settle([{ key: 'spring|run-1|c0|email', outcome: 'sent' }]);
        return timer.sleep(milliseconds);
      };
      expect(await activateCampaign({ ...activation, timer: { ...timer, sleep: settleLater } })).toMatchObject({ sent: 4, unknown: 0 });
    });
  });
});

describe('a clock that goes back', () => {
  it('ends no quiet hours a second time', async () => {
    await withActivation({ clock: () => new Date('2026-07-01T19:30:00Z') }, async (activation) => {
      await activation.ledger.reserve([{ campaign: 'winter', runId: 'run-0', recipient: 'c9', channel: 'email' }], { at: new Date('2026-07-01T19:30:00Z'), caps: [], worker: 'w', leaseUntil: new Date(0) });
      expect(await activateCampaign({ ...activation, clock: () => NOON })).toMatchObject({ sent: 0, heldBack: { quietHours: 4 } });
    });
  });

  it('by more than a day is refused, and nothing is sent', async () => {
    const channel = scripted(() => 'sent');
    await withActivation({ channel }, async (activation) => {
      await activation.ledger.reserve([{ campaign: 'winter', runId: 'run-0', recipient: 'c9', channel: 'email' }], { at: NOON, caps: [], worker: 'w', leaseUntil: new Date(0) });
      const wrong = activateCampaign({ ...activation, clock: () => new Date('2026-06-01T12:00:00Z') });
      await expect(wrong).rejects.toMatchObject({ kind: 'refused', code: 'ACTIVATION_CLOCK_WENT_BACK' });
      expect(channel.tries).toEqual([]);
    });
  });
});
