import type { Approval } from '@parley/activation';
import type { ObjectStore } from '@parley/object-store';
import { runPipeline, type StepWatcher } from '@parley/pipeline';
import type { ReportData } from '@parley/report';
import type { Terminal } from '../terminal';
import { type LaptopOptions, openLaptop } from './laptop';

export interface LaptopRun {
  id: string;
  seed: number;
  syntheticPeople: boolean;
  /** The partner whose real file meets a made-up owner. */
  rehearsedAs?: string;
  approval?: Approval;
  /** Puts another store before the laptop's own. */
  store?: (own: ObjectStore) => ObjectStore;
}

/** Runs the pipeline on this machine, with its progress on the terminal. */
export async function runOnLaptop(run: LaptopRun, options: LaptopOptions, terminal: Terminal): Promise<ReportData> {
  const { id, seed, syntheticPeople, rehearsedAs, approval } = run;
  terminal.note(terminal.colour.dim('Starting the local clean room; every party joins with keys of its own …'));
  const { ports, membershipOf, close } = await openLaptop(options);
  try {
    const training = terminal.progress('training', 1);
    return await runPipeline(
      { id, seed },
      { ...ports, store: run.store?.(ports.store) ?? ports.store },
      {
        syntheticPeople,
        ...(rehearsedAs === undefined ? {} : { rehearsedAs }),
        membershipOf,
        onTrained: (done, total) => training.step(done / total, `${done} of ${total} models`),
        ...(approval ? { approval } : {}),
      },
      watcher(terminal),
    );
  } finally {
    await close();
  }
}

function watcher(terminal: Terminal): StepWatcher {
  const { dim } = terminal.colour;
  return {
    started: (step) => terminal.note(dim(`${step} …`)),
    ended: (step, seconds, reused) => terminal.note(`${step}: ${reused ? 'done before' : `${seconds.toFixed(1)} s`}`),
  };
}
