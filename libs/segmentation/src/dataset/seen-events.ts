import { createHash } from 'node:crypto';

const FIRST_SLOTS = 1024;

/**
 * Which keys were seen, by 64 bits of their hash: two keys in ten million are taken for one with a chance of about 3 in a
 * million. A Set would need ten times the memory and end at 16.7 million.
 */
export class SeenEvents {
  /** Two words a slot, the second 0 where it is empty. Half of the slots at most are full. */
  #words = new Uint32Array(2 * FIRST_SLOTS);
  #size = 0;

  /** Gives whether it is new. */
  add(key: string): boolean {
    const digest = createHash('sha256').update(key).digest();
    const isNew = place(this.#words, digest.readUInt32LE(0), digest.readUInt32LE(4) || 1);
    if (isNew && (this.#size += 1) * 4 > this.#words.length) this.#grow();
    return isNew;
  }

  #grow(): void {
    const larger = new Uint32Array(2 * this.#words.length);
    for (let slot = 0; slot < this.#words.length; slot += 2) {
      const [high = 0, low = 0] = [this.#words[slot], this.#words[slot + 1]];
      if (low !== 0) place(larger, high, low);
    }
    this.#words = larger;
  }
}

/** Takes the first free slot from the hash's own on; false where the hash is there already. */
function place(words: Uint32Array, high: number, low: number): boolean {
  const mask = words.length / 2 - 1;
  for (let slot = high & mask; ; slot = (slot + 1) & mask) {
    if (words[2 * slot + 1] === 0) {
      words[2 * slot] = high;
      words[2 * slot + 1] = low;
      return true;
    }
    if (words[2 * slot] === high && words[2 * slot + 1] === low) return false;
  }
}
