import rates from './rates.json';

/** Where a rate was read, and how far it can be trusted. */
export interface RateSource {
  /** In `currency` a unit. */
  value: number;
  unit: string;
  /** The day it was true. */
  asOf: string;
  source: string;
  doubt: string;
}

export interface Rates {
  currency: string;
  /** The region these rates are of. */
  region: string;
  rates: { cleanRoomsSql: RateSource & { minimumSeconds: number; defaultCrpu: number }; email: RateSource };
  /** What a run also costs and no rate is known for. */
  unpriced: readonly string[];
}

/** The one dated price file. AWS may change any of it: every figure made of it is printed with its source and day. */
export const RATES: Rates = rates;
