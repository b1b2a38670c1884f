import { createHash } from 'node:crypto';

/** A seeded stream of pseudo-random numbers (sfc32). Never for secrets. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  private constructor(private readonly seed: readonly [number, number, number]) {
    [this.#a, this.#b, this.#c] = seed;
    for (let i = 0; i < 12; i++) this.#next32();
  }

  /** The stream of that name. Streams are independent, so that a new column does not shift the others. */
  static named(seed: number, name: string): Random {
    const digest = createHash('sha256').update(`${seed}|${name}`).digest();
    return new Random([digest.readInt32LE(0), digest.readInt32LE(4), digest.readInt32LE(8)]);
  }

  /** Sub-stream `index`, whatever was drawn before: one for each person, so that nobody depends on who else is there. */
  fork(index: number): Random {
    const [a, b, c] = this.seed;
    return new Random([a ^ Math.imul(index + 1, 0x9e3779b1), b ^ Math.imul(index + 1, 0x85ebca6b), c ^ index]);
  }

  /** Uniform in [0, 1), 32 bits. */
  uniform(): number {
    return this.#next32() / 2 ** 32;
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.uniform() * (high - low + 1));
  }

  chance(share: number): boolean {
    return this.uniform() < share;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.between(0, items.length - 1)]!;
  }

  /** One of the items, each with its weight. */
  weighted<T>(items: readonly (readonly [T, number])[]): T {
    let left = this.uniform() * items.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [item, weight] of items) if ((left -= weight) < 0) return item;
    return items[items.length - 1]![0];
  }

  /** Standard normal (Box-Muller). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.uniform())) * Math.cos(2 * Math.PI * this.uniform());
  }

  /** Poisson by multiplication (Knuth); for means up to a few dozen. */
  poisson(mean: number): number {
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = this.uniform(); product > limit; product *= this.uniform()) count++;
    return count;
  }

  /** Up to 8 hexadecimal digits. */
  hex(digits: number): string {
    return this.#next32().toString(16).padStart(8, '0').slice(0, digits);
  }

  /** The numbers from 0 to `count` - 1 in random order (Fisher-Yates). */
  order(count: number): Uint32Array {
    const order = Uint32Array.from({ length: count }, (_, i) => i);
    for (let i = count - 1; i > 0; i--) {
      const j = this.between(0, i);
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    return order;
  }

  #next32(): number {
    const sum = (this.#a + this.#b + this.#counter++) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return sum >>> 0;
  }
}
