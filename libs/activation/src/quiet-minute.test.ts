import fc from 'fast-check';
import { quietness } from './quiet-hours';
import { QuietMinute } from './quiet-minute';

describe('quietness by the minute', () => {
  it('is what it would be asked anew, for any zones and instants in any order', () => {
    const hours = { from: '21:00', to: '08:00' };
    const zone = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'nowhere', undefined);
    // Round a boundary, and round the hour that autumn has twice.
    const base = fc.constantFrom(Date.parse('2026-06-10T19:00:00Z'), Date.parse('2026-10-25T01:00:00Z'));
    fc.assert(
      fc.property(fc.array(fc.tuple(zone, base, fc.integer({ min: -90_000, max: 90_000 })), { minLength: 1, maxLength: 30 }), (asked) => {
        const memo = new QuietMinute(hours, ['Europe/London', 'America/New_York']);
        for (const [where, start, later] of asked) {
          const now = new Date(start + later);
          expect(memo.at(now, where)).toEqual(quietness(now, hours, where, ['Europe/London', 'America/New_York']));
        }
      }),
      { seed: 14, numRuns: 100 },
    );
  });
});
