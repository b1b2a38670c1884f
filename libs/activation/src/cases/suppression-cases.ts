import { strict as assert } from 'node:assert';
import type { SuppressionStore } from '../ports/suppression-store';
import { addressSubject, tagSubject } from '../suppression-subject';
import type { PortCase } from './port-case';

const AT = '2026-07-01T12:00:00.000Z';

/** The behaviour that every suppression store shares. `make` gives an empty one. */
export function suppressionCases(make: () => Promise<SuppressionStore>): PortCase[] {
  const one = (title: string, check: (store: SuppressionStore) => Promise<void>): PortCase => ({ title, run: async () => check(await make()) });
  return [
    one('finds whom it was told of, by address and by person', async (store) => {
      const [address, person, free] = [addressSubject('email', 'Ada@Example.com'), tagSubject('marketing', 'tag-of-ada'), addressSubject('sms', '+447700900123')];
      await store.suppress([
        { subject: address, reason: 'bounced', at: AT },
        { subject: person, reason: 'unsubscribed', at: AT },
      ]);
      const found = await store.suppressed([addressSubject('email', ' ada@example.com'), person, free]);
      assert.equal([...found].sort().join(), [address, person].sort().join());
      assert.equal((await store.suppressed([])).size, 0);
    }),
    one('takes the same suppression again', async (store) => {
      const subject = addressSubject('sms', '+44 7700 900124');
      await store.suppress([{ subject, reason: 'opted-out', at: AT }]);
      await store.suppress([{ subject, reason: 'imported', at: AT }, { subject, reason: 'imported', at: AT }]);
      assert.equal((await store.suppressed([subject])).size, 1);
    }),
    one('takes and finds many at once', async (store) => {
      const subjects = Array.from({ length: 130 }, (_, index) => addressSubject('email', `p${index}@example.com`));
      await store.suppress(subjects.map((subject) => ({ subject, reason: 'imported', at: AT })));
      assert.equal((await store.suppressed([...subjects, addressSubject('email', 'free@example.com')])).size, 130);
    }),
  ];
}
