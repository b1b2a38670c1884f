import type { Dataset, Feature } from '@parley/gradient-boosting';
import { duplicateFeatures, noRows, rowsDiffer, unknownFeatures } from '../errors';

/**
 * The features of several datasets over the same rows, side by side; values are shared, not copied.
 *
 * @throws inputError where two features have one name.
 */
export function concatDatasets(...datasets: readonly Dataset[]): Dataset {
  const [first] = datasets;
  if (!first) throw noRows('The list of datasets');
  for (const { rows } of datasets) if (rows !== first.rows) throw rowsDiffer('A dataset beside another', rows, first.rows);
  const features = datasets.flatMap((dataset) => dataset.features);
  const seen = new Set<string>();
  const twice = features.filter(({ name }) => seen.size === seen.add(name).size).map(({ name }) => name);
  if (twice.length > 0) throw duplicateFeatures([...new Set(twice)]);
  return { rows: first.rows, features };
}

/** The dataset less the named features. @throws inputError for a name it does not have. */
export function withoutColumns(dataset: Dataset, names: readonly string[]): Dataset {
  checkKnown(dataset, names);
  return { rows: dataset.rows, features: dataset.features.filter(({ name }) => !names.includes(name)) };
}

/** Only the named features, in the dataset's own order. @throws inputError for a name it does not have. */
export function onlyColumns(dataset: Dataset, names: readonly string[]): Dataset {
  checkKnown(dataset, names);
  return { rows: dataset.rows, features: dataset.features.filter(({ name }) => names.includes(name)) };
}

/** A copy of the rows at these positions, in this order. Categories stay whole, so codes keep their meaning. */
export function selectRows(dataset: Dataset, rows: Int32Array): Dataset {
  return { rows: rows.length, features: dataset.features.map((feature) => selectFrom(feature, rows)) };
}

function selectFrom(feature: Feature, rows: Int32Array): Feature {
  if (feature.kind === 'numeric') {
    const { values } = feature;
    return { ...feature, values: Float64Array.from(rows, (row) => values[row]) };
  }
  const { codes } = feature;
  return { ...feature, codes: rows.map((row) => codes[row]) };
}

function checkKnown(dataset: Dataset, names: readonly string[]): void {
  const unknown = names.filter((name) => !dataset.features.some((feature) => feature.name === name));
  if (unknown.length > 0) throw unknownFeatures(unknown);
}
