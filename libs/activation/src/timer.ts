import { setTimeout as wait } from 'node:timers/promises';

/** Time as it passes, apart from the clock on the wall; tests bring their own. */
export interface Timer {
  /** Milliseconds since some instant; never goes back. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** From 0 up to 1, for jitter. */
  random(): number;
}

export const realTimer: Timer = {
  now: () => performance.now(),
  sleep: async (milliseconds) => {
    await wait(milliseconds);
  },
  random: () => Math.random(),
};
