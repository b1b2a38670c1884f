import type { Place } from '@parley/errors';

/** Where a value of the plan stands. */
export type At = (...path: (string | number)[]) => Place;
