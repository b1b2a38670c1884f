import { POLLS } from '../steps/run-analysis';
import { tooManyAnalyses } from '../errors';
import { MOST_SHARDS } from './activation-states';

/** Events that Step Functions keeps of one execution; at one more it fails it (Step Functions quotas, November 2026). */
const EVENTS = 25_000;
/** Task: entered, scheduled, started, succeeded, exited; Choice and Wait: entered, exited. */
const OF_TASK = 5;
const OF_POLL = OF_TASK + 2 + 2;
const OF_ITEM = 2;
/** All else, retries of it among it. */
const REST = 1500;

/** How many analyses a run may wait for, each as long as it may take, with all shards still to come. */
export const MOST_ANALYSES = Math.floor((EVENTS - REST - MOST_SHARDS * (OF_TASK + OF_ITEM)) / (OF_ITEM + OF_TASK + (POLLS + 1) * OF_POLL));

/** @throws inputError TOO_MANY_ANALYSES */
export function checkHistory(analyses: number): void {
  if (analyses > MOST_ANALYSES) throw tooManyAnalyses(analyses, MOST_ANALYSES);
}
