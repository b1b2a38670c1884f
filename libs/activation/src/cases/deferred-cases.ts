import { strict as assert } from 'node:assert';
import { idempotencyKey } from '../idempotency-key';
import type { DeferredMessage, DeferredQueue } from '../ports/deferred-queue';
import type { PortCase } from './port-case';

/** The behaviour that every deferred queue shares. `make` gives an empty one. */
export function deferredCases(make: () => Promise<DeferredQueue>): PortCase[] {
  const one = (title: string, check: (queue: DeferredQueue) => Promise<void>): PortCase => ({ title, run: async () => check(await make()) });
  return [
    one('gives back those whose hour has come, soonest first, and then those who wait for a zone', async (queue) => {
      await queue.defer([message('late', '10:00'), message('zoneless', null), message('soon', '08:00'), message('tomorrow', '23:59')]);
      assert.equal(await dueAt(queue, '10:00'), 'soon,late,zoneless');
      assert.equal(await dueAt(queue, '07:59'), 'zoneless');
    }),
    one('moves a message that is deferred again', async (queue) => {
      await queue.defer([message('a', '08:00')]);
      await queue.defer([message('a', '09:00')]);
      assert.equal(await dueAt(queue, '08:30'), '');
      assert.equal(await dueAt(queue, '09:00'), 'a');
      await queue.defer([message('a', null)]);
      assert.equal((await queue.due(time('09:00')))[0]?.notBefore, null);
    }),
    one('forgets what is done, and only that', async (queue) => {
      await queue.defer([message('a', '08:00'), message('b', '08:00')]);
      await queue.done([idempotencyKey(message('a', null)), 'never|was|there|email']);
      await queue.done([]);
      assert.equal(await dueAt(queue, '08:00'), 'b');
    }),
    one('keeps a message of each campaign, run and channel', async (queue) => {
      const all = [message('a', '08:00'), { ...message('a', '08:00'), runId: 'run-2' }, { ...message('a', '08:00'), channel: 'sms' }];
      await queue.defer(all);
      assert.equal((await queue.due(time('08:00'))).length, 3);
    }),
  ];
}

function message(recipient: string, hour: string | null): DeferredMessage {
  return { campaign: 'spring', runId: 'run-1', recipient, channel: 'email', notBefore: hour === null ? null : time(hour).toISOString() };
}

function time(hour: string): Date {
  return new Date(`2026-07-02T${hour}:00Z`);
}

async function dueAt(queue: DeferredQueue, hour: string): Promise<string> {
  return (await queue.due(time(hour))).map(({ recipient }) => recipient).join();
}
