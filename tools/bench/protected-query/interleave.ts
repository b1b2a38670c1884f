import type { Limits, Run } from './runs';

/** Medians of the runs of one entrant. */
export type Result = Run;

export interface Contest extends Limits {
  name: string;
  /** Joined rows. */
  rows: number;
  rounds: number;
  results: Record<string, Result>;
}

/** Runs every entrant once a round, each round another one first, so that what the machine does besides hits all alike. */
export async function interleave(
  entrants: Readonly<Record<string, () => Promise<Run>>>,
  rounds: number,
  onRound: (round: number) => void,
): Promise<Record<string, Result>> {
  const names = Object.keys(entrants);
  const runs = new Map<string, Run[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [index] of names.entries()) {
      const name = names[(index + round) % names.length] ?? '';
      const run = await entrants[name]?.();
      if (run) runs.get(name)?.push(run);
    }
    onRound(round + 1);
  }
  return Object.fromEntries([...runs].map(([name, all]) => [name, middle(name, all)]));
}

function middle(name: string, runs: readonly Run[]): Result {
  const [first] = runs;
  if (!first) throw new Error(`${name} never ran`);
  const medianOf = (of: 'wallSeconds' | 'cpuSeconds' | 'peakRssMb') => median(runs.map((run) => run[of]));
  return { wallSeconds: medianOf('wallSeconds'), cpuSeconds: medianOf('cpuSeconds'), peakRssMb: medianOf('peakRssMb'), lines: first.lines };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
