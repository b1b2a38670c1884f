import { strict as assert } from 'node:assert';
import type { ConsentRecord, ConsentStore } from '../ports/consent-store';
import type { PortCase } from './port-case';

/** The behaviour that every consent store shares. `make` gives an empty one. */
export function consentCases(make: () => Promise<ConsentStore>): PortCase[] {
  const one = (title: string, check: (store: ConsentStore) => Promise<void>): PortCase => ({ title, run: async () => check(await make()) });
  return [
    one('keeps consents apart by person, purpose and channel, whole', async (store) => {
      const given: ConsentRecord = { ...record('a', true, '10:00'), expires: '2027-07-01T00:00:00.000Z' };
      await store.record([given, { ...record('a', false, '10:00'), channel: 'sms' }, { ...record('a', false, '10:00'), purpose: 'research' }, record('b', false, '10:00')]);
      const found = await store.read(['a', 'b', 'nobody'], 'marketing', 'email');
      assert.equal(JSON.stringify(sorted(found.get('a'))), JSON.stringify(sorted(given)));
      assert.equal(found.get('b')?.granted, false);
      assert.equal(found.has('nobody'), false);
      assert.equal((await store.read(['a'], 'marketing', 'sms')).get('a')?.granted, false);
      assert.equal((await store.read(['a'], 'marketing', 'push')).size, 0);
    }),
    one('lets the latest win, in whatever order they come', async (store) => {
      await store.record([record('a', true, '12:00')]);
      await store.record([record('a', false, '11:00')]);
      assert.equal(await granted(store, 'a'), true);
      await store.record([record('a', false, '13:00'), record('a', true, '12:30')]);
      assert.equal(await granted(store, 'a'), false);
    }),
    one('compares instants, not their spelling', async (store) => {
      await store.record([{ ...record('a', true, '10:00'), at: '2026-07-01T10:00:00+02:00' }]);
      await store.record([{ ...record('a', false, '09:00'), at: '2026-07-01T09:00:00Z' }]);
      assert.equal(await granted(store, 'a'), false);
    }),
    one('of two of one instant, lets the refusal win', async (store) => {
      await store.record([record('a', false, '12:00')]);
      await store.record([record('a', true, '12:00')]);
      await store.record([record('b', true, '12:00')]);
      await store.record([record('b', false, '12:00')]);
      assert.equal(await granted(store, 'a'), false);
      assert.equal(await granted(store, 'b'), false);
    }),
    one('reads and writes many at once', async (store) => {
      const people = Array.from({ length: 130 }, (_, index) => `p${index}`);
      await store.record(people.map((recipient, index) => record(recipient, index % 2 === 0, '12:00')));
      const found = await store.read(people, 'marketing', 'email');
      assert.equal(found.size, 130);
      assert.equal([...found.values()].filter((one) => one.granted).length, 65);
    }),
  ];
}

function record(recipient: string, grantedNow: boolean, hour: string): ConsentRecord {
  return { recipient, purpose: 'marketing', channel: 'email', granted: grantedNow, at: `2026-07-01T${hour}:00.000Z`, source: 'sign-up form' };
}

async function granted(store: ConsentStore, recipient: string): Promise<boolean | undefined> {
  return (await store.read([recipient], 'marketing', 'email')).get(recipient)?.granted;
}

function sorted(one: ConsentRecord | undefined): [string, unknown][] {
  return Object.entries(one ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
}
