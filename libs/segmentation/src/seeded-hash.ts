/**
 * A well-mixed 32-bit number of a seed and a position: the same on every machine and in every order of asking, unlike a stream of
 * random numbers. The finaliser is MurmurHash3's (Appleby, public domain). Not for secrets.
 */
export function seededHash(seed: number, position: number): number {
  return mix(mix(seed | 0) ^ Math.imul(position + 1, 0x9e3779b1));
}

/** `items` in an order that depends on the seed alone; the input stays as it is. */
export function seededOrder(items: Int32Array, seed: number): Int32Array {
  return items.slice().sort((a, b) => seededHash(seed, a) - seededHash(seed, b) || a - b);
}

function mix(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
