import fc from 'fast-check';
import { DateTime } from 'luxon';
import { INHABITED_ZONES, quietness } from './quiet-hours';
import cases from './quiet-hours.cases.json';

interface Case {
  title: string;
  zone?: string;
  zones?: string[];
  now: string;
  from: string;
  to: string;
  until: string;
}

const MINUTE = 60_000;

describe('quiet hours', () => {
  it.each(cases as Case[])('$title', ({ zone, zones, now, from, to, until }) => {
    expect(inWords(quietness(new Date(now), { from, to }, zone, zones))).toBe(/^\d/.test(until) ? new Date(until).toISOString() : until);
  });

  it('ends at the first minute that the wall clock says so, in any zone, at any time of the year', () => {
    const clock = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map(([hour, minute]) => `${two(hour)}:${two(minute)}`);
    const aroundAnyHour = fc.integer({ min: 0, max: 366 * 24 * 60 }).map((minute) => Date.UTC(2026, 0, 1) + minute * MINUTE);
    const aroundTheChange = fc.integer({ min: -1500, max: 1500 }).map((minute) => Date.UTC(2026, 2, 29, 1) + minute * MINUTE);
    const aroundTheReturn = fc.integer({ min: -1500, max: 1500 }).map((minute) => Date.UTC(2026, 9, 25, 1) + minute * MINUTE);
    fc.assert(
      fc.property(fc.oneof(aroundAnyHour, aroundTheChange, aroundTheReturn), clock, clock, fc.constantFrom('Europe/Berlin', ...INHABITED_ZONES), (now, from, to, zone) => {
        const expected = firstLoudMinute(now, from, to, zone);
        expect(inWords(quietness(new Date(now), { from, to }, zone))).toBe(expected === now ? 'not quiet' : new Date(expected).toISOString());
      }),
      { numRuns: 150, seed: 2 },
    );
  });

  it('refuses a time that is none', () => {
    expect(() => quietness(new Date(0), { from: '24:00', to: '08:00' }, 'Europe/Berlin')).toThrow('not a time of day');
  });
});

/** The plain way: look at the wall clock, minute after minute. */
function firstLoudMinute(now: number, from: string, to: string, zone: string): number {
  let at = now;
  for (;;) {
    const wall = DateTime.fromMillis(at, { zone }).toFormat('HH:mm');
    const quiet = from <= to ? wall >= from && wall < to : wall >= from || wall < to;
    if (!quiet) return at;
    at += MINUTE;
  }
}

function inWords(answer: ReturnType<typeof quietness>): string {
  if (!answer.quiet) return 'not quiet';
  return answer.notBefore?.toISOString() ?? 'no hour';
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
