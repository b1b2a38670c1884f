import { strict as assert } from 'node:assert';
import { idempotencyKey, type MessageIdentity } from '../idempotency-key';
import { messageHash } from '../message-hash';
import type { SendLedger } from '../ports/send-ledger';
import type { SentMessages } from '../ports/sent-messages';
import type { PortCase } from './port-case';

const AT = new Date('2026-07-01T12:00:00Z');

/** How every ledger finds the messages that feedback speaks of. `make` gives an empty one. */
export function sentMessagesCases(make: () => Promise<SendLedger & SentMessages>): PortCase[] {
  const one = (title: string, check: (ledger: SendLedger & SentMessages) => Promise<void>): PortCase => ({ title, run: async () => check(await make()) });
  return [
    one('finds a message by the hash that it carries, before its send was settled', async (ledger) => {
      await reserve(ledger, message('a'));
      const reference = messageHash(idempotencyKey(message('a')));
      assert.deepEqual([...(await ledger.find([reference]))], [[reference, { ...message('a'), at: AT.toISOString() }]]);
    }),
    one("finds a message by the channel's id", async (ledger) => {
      await reserve(ledger, message('a'));
      await ledger.settle([{ key: idempotencyKey(message('a')), outcome: 'sent', providerId: 'ses-1' }]);
      assert.deepEqual((await ledger.find(['ses-1'])).get('ses-1'), { ...message('a'), at: AT.toISOString() });
    }),
    one('leaves out what nobody here sent', async (ledger) => {
      await reserve(ledger, message('a'));
      assert.equal((await ledger.find(['ses-9', messageHash('nothing')])).size, 0);
      assert.equal((await ledger.find([])).size, 0);
    }),
  ];
}

const message = (recipient: string): MessageIdentity => ({ campaign: 'spring', runId: 'run-1', recipient, channel: 'email' });

async function reserve(ledger: SendLedger, one: MessageIdentity): Promise<void> {
  await ledger.reserve([one], { at: AT, caps: [], worker: 'w1', leaseUntil: new Date(AT.getTime() + 60_000) });
}
