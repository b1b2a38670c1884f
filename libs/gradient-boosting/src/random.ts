/** Uniform numbers in [0, 1) from a 32-bit seed (mulberry32): the same sequence on every machine. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** `size` of the numbers 0 to `total - 1`, drawn without replacement, ascending (Knuth's algorithm S). */
export function sample(total: number, size: number, random: () => number): Uint32Array {
  const chosen = new Uint32Array(size);
  if (size === total) return chosen.map((_, index) => index);
  let taken = 0;
  for (let index = 0; taken < size; index++) {
    if (random() * (total - index) < size - taken) chosen[taken++] = index;
  }
  return chosen;
}
