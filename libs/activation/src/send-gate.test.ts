import { quietness } from './quiet-hours';
import { decide } from './send-gate';
import cases from './send-gate.cases.json';

interface Case {
  title: string;
  is: { consent?: boolean; noContact?: boolean; suppressed?: boolean; zone?: string; earlier?: number; heldOut?: boolean; taken?: boolean };
  expect: string;
}

const NOON_IN_LONDON = new Date('2026-07-01T11:00:00Z');
const WEEK = 7 * 86_400_000;

describe('send gate', () => {
  it.each(cases as Case[])('$title', ({ is, expect: expected }) => {
    const windowsAsked: number[] = [];
    const contact = { address: 'a@example.com', zone: is.zone ?? 'Europe/London', consent: is.consent ?? true, fields: {} };
    const decision = decide(
      { id: 'c1', contact: is.noContact ? undefined : contact },
      {
        now: NOON_IN_LONDON,
        cap: { messages: 2, days: 7 },
        suppression: { has: (address) => is.suppressed === true && address === 'a@example.com' },
        quietness: (zone) => quietness(NOON_IN_LONDON, { from: '20:00', to: '08:00' }, zone),
        messagesSince: (_id, since) => {
          windowsAsked.push(NOON_IN_LONDON.getTime() - since.getTime());
          return is.earlier ?? 0;
        },
        holdout: () => is.heldOut ?? false,
        alreadyTaken: () => is.taken ?? false,
      },
    );
    expect('reason' in decision ? decision.reason : decision.action).toBe(expected);
    expect(windowsAsked.every((length) => length === WEEK)).toBe(true);
  });

  it('defers a sleeper to the end of the quiet hours instead of dropping the message', () => {
    const quiet = quietness(NOON_IN_LONDON, { from: '20:00', to: '08:00' }, 'Asia/Tokyo');
    expect(quiet).toEqual({ quiet: true, notBefore: new Date('2026-07-01T23:00:00Z') });
  });
});
