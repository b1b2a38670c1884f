/** How far an erasure has come: passes that ended, and in the one under way the last item that is done. */
export interface Reached {
  /** ISO time at which the passes began. */
  since: string;
  passes: string[];
  at?: { pass: string; item: string };
}

/** Where that is kept, so that a killed erasure does not begin anew. It names places and nobody. */
export interface KeptProgress {
  read(): Promise<Reached | undefined>;
  write(reached: Reached): Promise<void>;
}

/** Items between two notes of how far it came, or milliseconds where items are large: what is done twice after a kill. */
const [NOTED_EVERY, NOTED_AFTER_MS] = [50, 20_000];

/** Takes passes over items in an order of their own, each item once, also when the process is killed and another goes on. */
export class Progress {
  private constructor(
    private reached: Reached,
    private readonly kept: KeptProgress | undefined,
  ) {}

  /** From where the last one came, or from the beginning where nothing is kept. */
  static async open(now: Date, kept?: KeptProgress): Promise<Progress> {
    return new Progress((await kept?.read()) ?? begunAt(now), kept);
  }

  /** When the passes began. */
  get since(): Date {
    return new Date(this.reached.since);
  }

  /**
   * Does `each` for every item of a pass that is not done yet, by name. Where it says false, the item is not done: the next process
   * comes to it again, and the pass has not ended.
   */
  async pass<T>(pass: string, items: () => Promise<readonly T[]>, nameOf: (item: T) => string, each: (item: T) => Promise<boolean>): Promise<void> {
    if (this.reached.passes.includes(pass)) return;
    const after = this.reached.at?.pass === pass ? this.reached.at.item : undefined;
    const named = (await items()).map((item) => ({ item, name: nameOf(item) })).sort((a, b) => (a.name < b.name ? -1 : 1));
    let [count, all, noted] = [0, true, performance.now()];
    for (const { item, name } of named) {
      if (after !== undefined && name <= after) continue;
      all = (await each(item)) && all;
      count += 1;
      if (!all || (count % NOTED_EVERY !== 0 && performance.now() - noted < NOTED_AFTER_MS)) continue;
      await this.note({ ...this.reached, at: { pass, item: name } });
      noted = performance.now();
    }
    if (all) await this.note({ since: this.reached.since, passes: [...this.reached.passes, pass] });
  }

  /** Of a pass without items. */
  async once(pass: string, run: () => Promise<void>): Promise<void> {
    await this.pass(pass, async () => [pass], (name) => name, () => run().then(() => true));
  }

  /** All passes are to be done again. */
  async restart(now: Date): Promise<void> {
    await this.note(begunAt(now));
  }

  private async note(reached: Reached): Promise<void> {
    this.reached = reached;
    await this.kept?.write(reached);
  }
}

const begunAt = (now: Date): Reached => ({ since: now.toISOString(), passes: [] });
