import fc from 'fast-check';
import { putRecords } from './put-records';

it('puts every record in calls within the limits, and again until it is taken', async () => {
  const sizes = fc.array(fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 1_000_000 })), { maxLength: 1200 });
  await fc.assert(
    fc.asyncProperty(sizes, fc.array(fc.boolean(), { minLength: 1, maxLength: 50 }), async (lengths, moods) => {
      const records = lengths.map((length) => new Uint8Array(length));
      const taken = new Set<Uint8Array>();
      let asked = 0;
      const outcomes = await putRecords(records, async (batch) => {
        expect(batch.length).toBeLessThanOrEqual(500);
        expect(batch.length).toBeGreaterThan(0);
        expect(batch.reduce((sum, { length }) => sum + Math.ceil(length / 3) * 4, 0)).toBeLessThanOrEqual(4_000_000);
        return batch.map((record) => {
          expect(taken.has(record)).toBe(false); // never one that was taken
          const good = moods[asked++ % moods.length] === true;
          if (good) taken.add(record);
          return good;
        });
      }, async () => undefined);
      expect(outcomes).toEqual(records.map((record) => taken.has(record)));
    }),
    { numRuns: 30, seed: 6 },
  );
});
