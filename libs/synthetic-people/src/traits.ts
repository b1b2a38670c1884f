import { Random } from './random';

/** Sets the positive share near 20 %. */
const BASE_LOGIT = -1.6;
const OWN_EFFECT = 0.9;
/** Of all partners together. */
const PARTNER_EFFECT = 0.7;

/** What is true of people and no column says outright: each party's columns show a trait of its own, and the label rests on all of them. */
export class Traits {
  readonly #owner: Random;
  readonly #partners: ReadonlyMap<string, Random>;
  readonly #outcomes: Random;

  constructor(seed: number, partners: readonly string[]) {
    this.#owner = Random.named(seed, 'trait of the owner');
    this.#partners = new Map(partners.map((id) => [id, Random.named(seed, `trait of ${id}`)]));
    this.#outcomes = Random.named(seed, 'outcomes');
  }

  /** Standard normal. */
  ofOwner(index: number): number {
    return this.#owner.fork(index).normal();
  }

  /** Standard normal. */
  ofPartner(partner: string, index: number): number {
    return this.#partners.get(partner)?.fork(index).normal() ?? 0;
  }

  positive(index: number): boolean {
    const partners = [...this.#partners.keys()].reduce((sum, id) => sum + this.ofPartner(id, index), 0);
    const shared = (PARTNER_EFFECT * partners) / Math.sqrt(Math.max(1, this.#partners.size));
    return this.#outcomes.fork(index).chance(1 / (1 + Math.exp(-(BASE_LOGIT + OWN_EFFECT * this.ofOwner(index) + shared))));
  }
}
