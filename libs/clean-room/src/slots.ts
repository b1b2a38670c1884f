/** Lets so many work at a time; the others wait their turn. */
export class Slots {
  #free: number;
  readonly #waiting = new Set<() => void>();

  constructor(count: number) {
    this.#free = count;
  }

  /** `work` that is aborted while it waits runs at once, without a slot: it has nothing left to do but to end. */
  async use<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    if (!(await this.#slot(signal))) return work();
    try {
      return await work();
    } finally {
      // The slot goes to the one who has waited longest.
      const [next] = this.#waiting;
      if (next) next();
      else this.#free += 1;
    }
  }

  async #slot(signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return false;
    if (this.#free > 0) {
      this.#free -= 1;
      return true;
    }
    return new Promise((resolve) => {
      const stopWaiting = (gotIt: boolean): void => {
        this.#waiting.delete(take);
        signal.removeEventListener('abort', giveUp);
        resolve(gotIt);
      };
      const take = (): void => stopWaiting(true);
      const giveUp = (): void => stopWaiting(false);
      this.#waiting.add(take);
      signal.addEventListener('abort', giveUp);
    });
  }
}
