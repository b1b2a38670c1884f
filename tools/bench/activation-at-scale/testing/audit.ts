import { type CampaignResult, idempotencyKey, type SendLedger } from '@parley/activation';
import { expectsMessage, idOf, RUN, SPRING } from './campaign';
import type { MailService } from './mail-service';

/** What the ledger, the receipts and the mail service say of all people together. */
export interface Audit {
  expected: number;
  /** Messages that the mail service accepted. */
  outbox: number;
  ledger: { sent: number; unknown: number; pending: number; none: number };
  /** Of the unknown: those that did reach the mail service. */
  unknownReached: number;
  /** The people whose message is unknown. */
  unknown: number[];
  receipt: { audience: number; sent: number; failed: number; unknown: number; consent: number; holdout: number; other: number };
  wrong: string[];
}

const READ_AT_ONCE = 100;

/** Looks at every person. `mostUnknown`: how many a kill or a lost answer may have hidden. */
export async function audit(people: number, ledger: SendLedger, mail: MailService, results: readonly CampaignResult[], mostUnknown: number): Promise<Audit> {
  const counts = { sent: 0, unknown: 0, pending: 0, none: 0 };
  const faults = { twice: 0, 'sent against the gate': 0, 'sent, says the ledger, and not accepted': 0, 'accepted and not in the ledger': 0 };
  const unknown: number[] = [];
  let expected = 0;
  for (let from = 0; from < people; from += READ_AT_ONCE) {
    const indices = Array.from({ length: Math.min(READ_AT_ONCE, people - from) }, (_, index) => from + index);
    const identities = indices.map((index) => ({ campaign: SPRING.name, runId: RUN, recipient: idOf(index), channel: 'email' }));
    const standings = await ledger.read(identities, new Date(0));
    for (const [at, index] of indices.entries()) {
      const identity = identities[at];
      const state = identity && standings.get(idempotencyKey(identity))?.state;
      const accepted = mail.accepted.get(index) ?? 0;
      if (accepted > 1) faults.twice += 1;
      if (!expectsMessage(index)) {
        if (accepted > 0 || state !== undefined) faults['sent against the gate'] += 1;
        continue;
      }
      expected += 1;
      counts[state ?? 'none'] += 1;
      if (state === 'unknown') unknown.push(index);
      if (state === 'sent' && accepted === 0) faults['sent, says the ledger, and not accepted'] += 1;
      if (state === undefined && accepted > 0) faults['accepted and not in the ledger'] += 1;
    }
  }
  const sum = (count: (result: CampaignResult) => number): number => results.reduce((total, result) => total + count(result), 0);
  const receipt = {
    audience: sum((one) => one.audience),
    sent: sum((one) => one.sent),
    failed: sum((one) => one.failed),
    unknown: sum((one) => one.unknown),
    consent: sum((one) => one.heldBack.consent),
    holdout: sum((one) => one.heldBack.holdout),
    other: sum(({ ready, heldBack: { noAddress, suppression, quietHours, cap, duplicate } }) => ready + noAddress + suppression + quietHours + cap + duplicate),
  };
  const unknownReached = unknown.filter((index) => mail.accepted.has(index)).length;
  const outbox = [...mail.accepted.values()].reduce((total, count) => total + count, 0);
  const wrong = Object.entries(faults).flatMap(([fault, count]) => (count > 0 ? [`${count} ${fault}`] : []));
  const must = (holds: boolean, text: string): void => void (holds || wrong.push(text));
  must(counts.pending === 0, `${counts.pending} still pending`);
  must(counts.none === receipt.failed, `${counts.none} without any outcome, ${receipt.failed} failed by the receipt`);
  must(counts.unknown <= mostUnknown, `${counts.unknown} unknown, more than ${mostUnknown} in flight`);
  must(receipt.sent === counts.sent && receipt.unknown === counts.unknown, 'the receipt and the ledger differ');
  must(outbox === receipt.sent + unknownReached, 'the receipt and the outbox differ');
  must(receipt.audience === people && receipt.sent + receipt.failed + receipt.unknown + receipt.consent + receipt.holdout + receipt.other === people, 'the receipt does not add up');
  must(receipt.other === 0, `${receipt.other} held back for another reason`);
  return { expected, outbox, ledger: counts, unknownReached, unknown, receipt, wrong };
}
