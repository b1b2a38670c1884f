import { inventIdentity, type Identity } from './identity';
import { Random } from './random';

const SHARED_PHONE = 0.006;
const SHARED_EMAIL = 0.002;

/** The address book of everybody there is, by number. */
export class Identities {
  readonly #book: Random;

  constructor(seed: number) {
    this.#book = Random.named(seed, 'identities');
  }

  /** Some share a telephone with the person before them, a few even the e-mail: families, and a trap for matching. */
  of(index: number): Identity {
    const own = this.#book.fork(index);
    const identity = inventIdentity(own);
    const shares = own.uniform();
    if (index === 0 || shares >= SHARED_PHONE) return identity;
    const { phone, email } = inventIdentity(this.#book.fork(index - 1));
    return shares < SHARED_EMAIL ? { ...identity, phone, email } : { ...identity, phone };
  }
}
