import type { Contact } from './contact';
import type { ConsentVerdict } from './consent';
import { quietness } from './quiet-hours';
import { decide } from './send-gate';
import cases from './send-gate.cases.json';

interface Case {
  title: string;
  is: { consent?: ConsentVerdict; noContact?: boolean; noAddress?: boolean; suppressed?: boolean; zone?: string; earlierDays?: number[]; heldOut?: boolean; taken?: boolean };
  expect: string;
}

const NOON_IN_LONDON = new Date('2026-07-01T11:00:00Z');
const DAY = 86_400_000;

describe('send gate', () => {
  it.each(cases as Case[])('$title', ({ is, expect: expected }) => {
    const contact: Contact = { addresses: { email: 'a@example.com' }, zone: is.zone ?? 'Europe/London', consents: [], fields: {} };
    const decision = decide(
      {
        id: 'c1',
        contact: is.noContact ? undefined : contact,
        consent: is.consent ?? 'granted',
        address: is.noAddress ? undefined : 'a@example.com',
        suppressed: is.suppressed ?? false,
        others: (is.earlierDays ?? []).map((days) => NOON_IN_LONDON.getTime() - days * DAY),
      },
      {
        now: NOON_IN_LONDON,
        caps: [
          { messages: 2, days: 7 },
          { messages: 3, days: 30 },
        ],
        quietness: (zone) => quietness(NOON_IN_LONDON, { from: '20:00', to: '08:00' }, zone),
        holdout: () => is.heldOut ?? false,
        alreadyTaken: () => is.taken ?? false,
      },
    );
    expect('reason' in decision ? decision.reason : decision.action).toBe(expected);
  });

  it('defers a sleeper to the end of the quiet hours instead of dropping the message', () => {
    const quiet = quietness(NOON_IN_LONDON, { from: '20:00', to: '08:00' }, 'Asia/Tokyo');
    expect(quiet).toEqual({ quiet: true, notBefore: new Date('2026-07-01T23:00:00Z') });
  });
});
