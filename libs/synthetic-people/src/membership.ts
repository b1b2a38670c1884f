import { Random } from './random';

/** Whom a partner knows, by number and in the order of its file; the place in it makes the partner's own id. */
export type Membership = Uint32Array;

/**
 * As many people as the owner has: a random `overlap` share of the owner's customers, the rest strangers numbered from
 * `firstStranger`.
 */
export function inventMembership(seed: number, partner: string, rows: number, overlap: number, firstStranger: number): Membership {
  const random = Random.named(seed, `members of ${partner}`);
  const shared = Math.round(rows * overlap);
  const members = random.order(rows).map((index, place) => (place < shared ? index : firstStranger + place - shared));
  return random.order(rows).map((place) => members[place]!);
}

export function partnerId(place: number): string {
  return `P${String(place + 1).padStart(7, '0')}`;
}
