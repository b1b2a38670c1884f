import type { States } from './asl';

/** The way from a feature table to scores: `start` begins it, `evaluated` has `$.evaluation`, and `next` finds `$.scores`. */
export interface ModelBranch {
  start: string;
  /** States up to the gate, which ends in `gate`. */
  evaluate(gate: string): States;
  /** What follows a passed gate. */
  startScoring: string;
  score(next: string): States;
}
