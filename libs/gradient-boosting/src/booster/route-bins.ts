import { MISSING_BIN } from './bin-dataset';

/** Bins a byte can name. */
export const MAX_BINS = 256;

interface Route {
  threshold: number;
  leftBins: readonly number[] | null;
  missingLeft: boolean;
}

/** Writes into `goesLeft` (one byte a bin, from `at`) which bins a split sends left. */
export function routeBins({ threshold, leftBins, missingLeft }: Route, goesLeft: Uint8Array, at = 0): void {
  const table = goesLeft.subarray(at, at + MAX_BINS).fill(0);
  if (leftBins) for (const bin of leftBins) table[bin] = 1;
  else table.fill(1, 1, threshold + 1);
  table[MISSING_BIN] = missingLeft ? 1 : 0;
}
