import { Identities } from './identities';
import type { Identity } from './identity';
import { inventPanelAnswers, panelEffect, reversed, type PanelAnswers } from './panel-answers';
import { Random } from './random';
import { inventShopHistory, shopEffect, type ShopHistory } from './shop-history';

/**
 * What the useful partner's columns have to do with the label: `informative`; `noise`, nothing; `harmful`, what held for the
 * earlier rows is reversed for the latest quarter, so that a split by time must find harm.
 */
export type PartnerSignal = 'informative' | 'noise' | 'harmful';

/** All that is true of one invented person; each party's file shows its own part of it. */
export interface Person {
  identity: Identity;
  shop: ShopHistory;
  /** As the panel reports them. */
  panel: PanelAnswers;
  boughtAgain: boolean;
}

/** Sets the positive share near 18 %. */
const BASE_LOGIT = -2.02;

/** People by number: 0 to rows - 1 are the owner's customers, later numbers are strangers to the owner. */
export class Population {
  readonly #identities: Identities;
  readonly #traits: Random;
  readonly #unrelated: Random;

  constructor(
    readonly seed: number,
    readonly rows: number,
    readonly partnerSignal: PartnerSignal,
  ) {
    this.#identities = new Identities(seed);
    this.#traits = Random.named(seed, 'traits');
    this.#unrelated = Random.named(seed, 'unrelated panel answers');
  }

  identity(index: number): Identity {
    return this.#identities.of(index);
  }

  person(index: number): Person {
    const traits = this.#traits.fork(index);
    const shop = inventShopHistory(traits);
    const truth = inventPanelAnswers(traits);
    const logit = BASE_LOGIT + shopEffect(shop) + panelEffect(truth);
    const boughtAgain = traits.chance(1 / (1 + Math.exp(-logit)));
    return { identity: this.identity(index), shop, panel: this.#reported(truth, index), boughtAgain };
  }

  #reported(truth: PanelAnswers, index: number): PanelAnswers {
    if (this.partnerSignal === 'noise') return inventPanelAnswers(this.#unrelated.fork(index));
    if (this.partnerSignal === 'harmful' && index >= this.rows * 0.75) return reversed(truth);
    return truth;
  }
}
