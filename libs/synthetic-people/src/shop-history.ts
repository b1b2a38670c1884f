import type { Random } from './random';

export const CATEGORIES = ['garden', 'kitchen', 'sports', 'toys', 'books', 'clothing'] as const;
export const SIGN_UP_CHANNELS = ['web', 'app', 'store'] as const;

/** What the owner knows of a customer on 1 July 2026. */
export interface ShopHistory {
  tenureMonths: number;
  ordersLastYear: number;
  /** Absent for those who never ordered. */
  daysSinceOrder?: number;
  averageBasket?: number;
  favouriteCategory: (typeof CATEGORIES)[number];
  signUpChannel: (typeof SIGN_UP_CHANNELS)[number];
  /** Absent for those who do not get the newsletter. */
  newsletterOpens?: number;
  returnsLastYear: number;
  /** Standard normal, in no column: how much the customer looks around on the site; it shows in the events. */
  curiosity: number;
}

const CATEGORY_EFFECT = { garden: 0.5, kitchen: 0.3, sports: 0.1, toys: -0.1, books: -0.3, clothing: -0.5 } as const;

export function inventShopHistory(random: Random): ShopHistory {
  const tenureMonths = 1 + Math.floor(-30 * Math.log(1 - random.uniform() * 0.97));
  const ordersLastYear = random.poisson(Math.exp(0.6 + 0.7 * random.normal()));
  const everOrdered = ordersLastYear > 0 || random.chance(0.5);
  const signUpChannel = random.weighted([['web', 55], ['app', 30], ['store', 15]] as const);
  const subscribed = random.chance(signUpChannel === 'store' ? 0.45 : 0.8);
  return {
    tenureMonths,
    ordersLastYear,
    daysSinceOrder: everOrdered ? daysSince(ordersLastYear, random) : undefined,
    averageBasket: everOrdered ? Math.round(100 * Math.exp(3.6 + 0.5 * random.normal())) / 100 : undefined,
    favouriteCategory: random.pick(CATEGORIES),
    signUpChannel,
    newsletterOpens: subscribed ? random.poisson(Math.exp(0.8 + 0.6 * random.normal())) : undefined,
    returnsLastYear: ordersLastYear > 0 ? random.poisson(0.12 * ordersLastYear) : 0,
    curiosity: random.normal(),
  };
}

/** What this history adds to the log-odds of buying again. Returns and basket add nothing, on purpose. */
export function shopEffect(shop: ShopHistory): number {
  const newAppUser = shop.signUpChannel === 'app' && shop.tenureMonths < 12 ? 0.5 : 0;
  return (
    0.75 * (Math.log1p(shop.ordersLastYear) - 1) +
    (shop.daysSinceOrder === undefined ? -0.6 : 0.4 - shop.daysSinceOrder / 320) +
    CATEGORY_EFFECT[shop.favouriteCategory] +
    0.13 * Math.min((shop.newsletterOpens ?? 0) - 2, 6) +
    newAppUser +
    0.4 * shop.curiosity
  );
}

/** More orders in the year, sooner the last one. */
function daysSince(ordersLastYear: number, random: Random): number {
  if (ordersLastYear === 0) return random.between(366, 900);
  return Math.max(1, Math.floor(365 * (1 - random.uniform() ** (1 / (ordersLastYear + 0.5)))));
}
