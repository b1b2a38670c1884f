import type { Random } from '@parley/synthetic-people';

/** The elements in random order. */
export function shuffled<T>(from: readonly T[], random: Random): T[] {
  return [...random.order(from.length)].flatMap((at) => from.slice(at, at + 1));
}
