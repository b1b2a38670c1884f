import type { ObjectStore } from '@parley/object-store';
import { runUri } from './buckets';

/** Hears of each step as it starts and ends, and of outputs that an earlier, broken run left. */
export interface StepWatcher {
  started(step: string): void;
  ended(step: string, seconds: number, reused: boolean): void;
  /** Models fitted so far while candidates are judged. */
  trained?(done: number, total: number): void;
}

export interface StepTiming {
  name: string;
  seconds: number;
}

interface Recorded {
  output: unknown;
  seconds: number;
  /** ISO time. */
  endedAt: string;
  /** Whether this output ends the step for good. */
  kept: boolean;
}

const STEPS = runUri('steps/');

/**
 * Runs steps by name, once each: a step's output is recorded when it is whole, so a run that was killed goes on where it
 * stopped, and a step that is given its input twice answers the same. Steps are handlers with small JSON in and out.
 */
export class StepRunner {
  constructor(
    private readonly store: ObjectStore,
    private readonly watcher: StepWatcher,
  ) {}

  /**
   * @param keep whether this output ends the step for good; an output that is not kept is made anew on the next run
   */
  async run<O>(name: string, handler: () => Promise<O>, keep: (output: O) => boolean = () => true): Promise<O> {
    const earlier = await this.reused<O>(name);
    if (earlier) return earlier.output;
    this.watcher.started(name);
    const start = performance.now();
    const output = await handler();
    await this.end(name, output, (performance.now() - start) / 1000, keep(output));
    return output;
  }

  /** What an earlier run recorded of a step that ended for good. */
  async reused<O>(name: string): Promise<{ output: O } | undefined> {
    const found = await this.recorded(name);
    if (!found?.kept) return undefined;
    this.watcher.started(name);
    this.watcher.ended(name, found.seconds, true);
    return { output: found.output as O };
  }

  /** Records the output of a step that took several calls. */
  async end(name: string, output: unknown, seconds: number, kept = true): Promise<void> {
    const record: Recorded = { output, seconds, endedAt: new Date().toISOString(), kept };
    await this.store.put(runUri(`steps/${name}.json`), JSON.stringify(record));
    this.watcher.ended(name, seconds, false);
  }

  /** Hears that a step of several calls begins. */
  begin(name: string): void {
    this.watcher.started(name);
  }

  /** A step's last output, for good or not. */
  async output<O>(name: string): Promise<O | undefined> {
    return (await this.recorded(name))?.output as O | undefined;
  }

  /** Every step recorded so far, in the order in which they ended. */
  async timings(): Promise<StepTiming[]> {
    const names = (await this.store.list(STEPS)).map((uri) => uri.slice(STEPS.length, -'.json'.length));
    const steps = await Promise.all(names.map(async (name) => ({ name, ...(await this.recorded(name)) })));
    return steps
      .toSorted((a, b) => ((a.endedAt ?? '') < (b.endedAt ?? '') ? -1 : 1))
      .map(({ name, seconds = 0 }) => ({ name, seconds: Math.round(seconds * 1000) / 1000 }));
  }

  private async recorded(name: string): Promise<Recorded | undefined> {
    const uri = runUri(`steps/${name}.json`);
    return (await this.store.exists(uri)) ? (JSON.parse((await this.store.get(uri)).toString('utf8')) as Recorded) : undefined;
  }
}
