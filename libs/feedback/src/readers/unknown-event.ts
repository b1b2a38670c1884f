import type { Reading } from '../feedback';

/** The longest name of an event that is repeated. */
const LONGEST = 60;

/** An event that is kept and counted under its type, and not guessed at. A type that is no plain word may hold anything, so it is not repeated. */
export function unknownEvent(source: string, type: unknown): Reading {
  const plain = typeof type === 'string' && type.length <= LONGEST && /^[\w .:-]+$/.test(type);
  return { known: false, type: `${source}: ${plain ? type : 'no type'}` };
}
