import fc from 'fast-check';
import { splitByAddress } from './plan-shards';
import { type CampaignOutcome, sumShards } from './sum-shards';

const people = fc.uniqueArray(fc.tuple(fc.uuid(), fc.constantFrom('a@x.example', 'b@x.example', 'c@x.example', undefined)), { selector: ([id]) => id, maxLength: 60 });

it('keeps everyone once, in order, and all people of one address together', () => {
  fc.assert(
    fc.property(people, fc.integer({ min: 1, max: 9 }), (given, parts) => {
      const addressOf = new Map(given);
      const ids = given.map(([id]) => id);
      const shards = splitByAddress(ids, parts, (id) => addressOf.get(id));
      expect(shards).toHaveLength(parts);
      expect(shards.flat().toSorted()).toEqual(ids.toSorted());
      for (const shard of shards) expect(shard).toEqual(ids.filter((id) => shard.includes(id)));
      const shardsOf = (mailbox: string) => shards.filter((shard) => shard.some((id) => addressOf.get(id) === mailbox));
      for (const mailbox of ['a@x.example', 'b@x.example', 'c@x.example']) expect(shardsOf(mailbox).length).toBeLessThanOrEqual(1);
    }),
  );
});

const outcome = (more: Partial<CampaignOutcome>): CampaignOutcome => ({
  campaign: 'c', segment: 's', channel: 'email', status: 'done', approved: true, audience: 4, sent: 2, failed: 0, unknown: 1, ready: 0,
  heldBack: { consent: 1, suppression: 0, quietHours: 0, cap: 0, holdout: 0, duplicate: 0, noAddress: 0 },
  audienceSha256: 'of the shard', approval: null,
  ...more,
});

it('sums what became of shards; one that is not done makes the campaign not done', () => {
  const sum = sumShards([outcome({}), outcome({ status: 'stopped', sent: 0, ready: 2 }), outcome({})], 'whole');
  expect(sum).toMatchObject({ audience: 12, sent: 4, unknown: 3, ready: 2, status: 'stopped', audienceSha256: 'whole' });
  expect(sum.heldBack.consent).toBe(3);
});
