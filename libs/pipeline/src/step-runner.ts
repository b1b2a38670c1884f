import type { ObjectStore } from '@parley/object-store';
import { runUri } from './buckets';

/** Hears of each step as it starts and ends, and of outputs that an earlier, broken run left. */
export interface StepWatcher {
  started(step: string): void;
  ended(step: string, seconds: number, reused: boolean): void;
}

export interface StepTiming {
  name: string;
  seconds: number;
}

interface Recorded {
  output: unknown;
  seconds: number;
}

/**
 * Runs steps by name, once each: a step's output is recorded when it is whole, so a run that was killed goes on where it
 * stopped. Steps are handlers with small JSON in and out.
 */
export class StepRunner {
  readonly timings: StepTiming[] = [];

  constructor(
    private readonly store: ObjectStore,
    private readonly watcher: StepWatcher,
  ) {}

  /**
   * @param keep whether this output ends the step for good; an output that is not kept is made anew on the next run
   */
  async run<O>(name: string, handler: () => Promise<O>, keep: (output: O) => boolean = () => true): Promise<O> {
    const uri = runUri(`steps/${name}.json`);
    this.watcher.started(name);
    if (await this.store.exists(uri)) {
      const { output, seconds } = JSON.parse((await this.store.get(uri)).toString('utf8')) as Recorded;
      return this.ended(name, output as O, seconds, true);
    }
    const start = performance.now();
    const output = await handler();
    const seconds = (performance.now() - start) / 1000;
    if (keep(output)) await this.store.put(uri, JSON.stringify({ output, seconds } satisfies Recorded));
    return this.ended(name, output, seconds, false);
  }

  private ended<O>(name: string, output: O, seconds: number, reused: boolean): O {
    this.timings.push({ name, seconds: Math.round(seconds * 1000) / 1000 });
    this.watcher.ended(name, seconds, reused);
    return output;
  }
}
