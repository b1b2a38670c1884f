import type { Random } from '@parley/synthetic-people';

/** Each element with the same chance, in order. */
export function someOf<T>(from: readonly T[], share: number, random: Random): T[] {
  return from.filter(() => random.chance(share));
}
