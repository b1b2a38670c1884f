import { activationErrors } from './errors';

/** Further back than this, a clock is not merely another machine's: a person must look. */
const FURTHEST_BACK_MS = 86_400_000;

/**
 * A clock that never goes back: behind what the ledger has seen, or what it said before, it stands still. So a clock set back
 * ends neither quiet hours nor a cap's window a second time.
 */
export class SteadyClock {
  private last = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly clock: () => Date,
    latest: Date | undefined,
  ) {
    if (!latest) return;
    this.last = latest.getTime();
    const now = clock();
    if (now.getTime() < this.last - FURTHEST_BACK_MS) throw activationErrors.clockWentBack(now, latest);
  }

  now(): Date {
    this.last = Math.max(this.last, this.clock().getTime());
    return new Date(this.last);
  }
}
