import { strict as assert } from 'node:assert';
import { idempotencyKey } from '../idempotency-key';
import type { DeadLetter, DeadLetters } from '../ports/dead-letters';
import type { PortCase } from './port-case';

/** The behaviour that every store of dead letters shares. `make` gives an empty one. */
export function deadLetterCases(make: () => Promise<DeadLetters>): PortCase[] {
  const one = (title: string, check: (letters: DeadLetters) => Promise<void>): PortCase => ({ title, run: async () => check(await make()) });
  return [
    one('gives back what it was given, oldest first', async (letters) => {
      await letters.add([letter('b', '12:00'), letter('a', '11:00')]);
      await letters.add([letter('c', '11:30')]);
      assert.equal((await letters.all()).map(({ recipient }) => recipient).join(), 'a,c,b');
      assert.equal((await letters.all())[0]?.reason, 'throttled');
    }),
    one('keeps one letter a message, the last', async (letters) => {
      await letters.add([letter('a', '11:00')]);
      await letters.add([{ ...letter('a', '12:00'), reason: 'refused' }]);
      assert.equal((await letters.all()).map(({ reason }) => reason).join(), 'refused');
    }),
    one('forgets what is dealt with, and only that', async (letters) => {
      await letters.add([letter('a', '11:00'), letter('b', '12:00')]);
      await letters.done([idempotencyKey(letter('a', '11:00')), 'never|was|there|email']);
      await letters.done([]);
      assert.equal((await letters.all()).map(({ recipient }) => recipient).join(), 'b');
    }),
  ];
}

function letter(recipient: string, hour: string): DeadLetter {
  return { campaign: 'spring', runId: 'run-1', recipient, channel: 'email', at: `2026-07-01T${hour}:00.000Z`, reason: 'throttled' };
}
