/** Numbers; NaN is missing. */
export interface NumericFeature {
  kind: 'numeric';
  name: string;
  values: Float64Array;
}

/** Codes into `categories`; -1 is missing. */
export interface CategoricalFeature {
  kind: 'categorical';
  name: string;
  codes: Int32Array;
  categories: readonly string[];
}

export type Feature = NumericFeature | CategoricalFeature;

/** Features of equal length, column by column. */
export interface Dataset {
  rows: number;
  features: readonly Feature[];
}
