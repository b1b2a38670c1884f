import type { LambdaSize } from '@parley/constructs';

/** As much of a machine as Lambda has: six processors, and 10 GB of memory and of disk. */
const WHOLE: LambdaSize = { memoryMb: 10_240, scratchMb: 10_240, timeoutSeconds: 900, concurrency: 2 };
const SMALL: LambdaSize = { memoryMb: 512, timeoutSeconds: 30, concurrency: 20 };

/** Parts of an audience that are sent at once; each has its part of a channel's rate. */
export const SHARDS_AT_ONCE = 4;

/** By step of the state machine. Those that hold all customers at once have the whole machine. */
export const STEP_SIZES = {
  'check-inputs': { memoryMb: 2048, scratchMb: 2048, timeoutSeconds: 300, concurrency: 2 },
  'run-analysis': { memoryMb: 512, timeoutSeconds: 60, concurrency: 10 },
  'build-features': WHOLE,
  'evaluate-model': WHOLE,
  'train-model': WHOLE,
  score: WHOLE,
  'build-segments': WHOLE,
  'activate-segments': { memoryMb: 2048, scratchMb: 2048, timeoutSeconds: 900, concurrency: 8 },
  report: { memoryMb: 4096, scratchMb: 2048, timeoutSeconds: 300, concurrency: 2 },
} as const satisfies Record<string, LambdaSize>;

/** By function that is called from outside. */
export const EDGE_SIZES = {
  'collect-events': { ...SMALL, concurrency: 50 },
  'ingest-events': { memoryMb: 1024, timeoutSeconds: 120, concurrency: 20 },
  unsubscribe: SMALL,
  inbox: { ...SMALL, concurrency: 50 },
  feedback: { memoryMb: 512, timeoutSeconds: 60, concurrency: 5 },
} as const satisfies Record<string, LambdaSize>;

/** By function that an operator calls. One at a time: two would erase the same objects. */
export const OPERATOR_SIZES = {
  forget: { ...WHOLE, concurrency: 1 },
} as const satisfies Record<string, LambdaSize>;

export type StepApp = keyof typeof STEP_SIZES;
export type EdgeApp = keyof typeof EDGE_SIZES;
export type OperatorApp = keyof typeof OPERATOR_SIZES;
export type OwnerApp = StepApp | EdgeApp | OperatorApp;

/** Zips of the functions, and of DuckDB as a layer. */
export interface OwnerCode {
  apps: Readonly<Record<OwnerApp, string>>;
  duckDb: string;
}
