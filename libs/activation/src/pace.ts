import type { Timer } from './timer';

/** Keeps to so many messages a second: it waits before a batch until the earlier ones have had their time. */
export class Pace {
  /** When the channel is free again, on the timer. */
  private free = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly ratePerSecond: number,
    private readonly timer: Timer,
  ) {}

  async before(messages: number): Promise<void> {
    const now = this.timer.now();
    const start = Math.max(now, this.free);
    this.free = start + (messages / this.ratePerSecond) * 1000;
    if (start > now) await this.timer.sleep(start - now);
  }
}
