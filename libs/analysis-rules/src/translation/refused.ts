import { integerNode } from './nodes';
import type { Typed } from './types';

/** Already refused elsewhere: stands in so that one refusal does not breed others. */
export const REFUSED: Typed = { node: integerNode(0), type: { kind: 'unknown' } };
