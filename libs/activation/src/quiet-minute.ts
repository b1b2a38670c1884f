import type { SendGatePlan } from '@parley/owner-plan';
import { type Quietness, quietness } from './quiet-hours';

const MINUTE = 60_000;

/**
 * Quietness, asked once a zone and minute: thousands of people share a zone, and quiet hours begin and end with a minute, for
 * so do the offsets of all zones since 1972.
 */
export class QuietMinute {
  private minute = Number.NaN;
  private readonly byZone = new Map<string | undefined, Quietness>();

  constructor(
    private readonly hours: SendGatePlan['quietHours'],
    private readonly zonesIfUnknown?: readonly string[],
  ) {}

  at(now: Date, zone: string | undefined): Quietness {
    const minute = Math.floor(now.getTime() / MINUTE);
    if (minute !== this.minute) this.byZone.clear();
    this.minute = minute;
    const known = this.byZone.get(zone);
    if (known) return known;
    const quiet = quietness(now, this.hours, zone, this.zonesIfUnknown);
    this.byZone.set(zone, quiet);
    return quiet;
  }
}
