import type { Problem } from '@parley/errors';
import { checkDataset } from './check-training-data';
import type { Dataset, Feature } from './dataset';
import { columnsDoNotFit } from './errors';

/** What a model knows of a column it was trained on. */
interface KnownColumn {
  kind: Feature['kind'];
  name: string;
}

/**
 * The data's columns in the model's order, found by name; others are ignored. Throws SCORE_COLUMNS_MISMATCH with
 * every column that is missing or of another kind.
 */
export function matchColumns(columns: readonly KnownColumn[], data: Dataset): Feature[] {
  checkDataset(data);
  const byName = new Map(data.features.map((feature) => [feature.name, feature]));
  const matched = columns.map((column) => byName.get(column.name));
  const problems = columns.flatMap((column, index) => problemOf(column, matched[index]));
  if (problems.length > 0) throw columnsDoNotFit(problems);
  return matched.filter((feature) => feature !== undefined);
}

function problemOf(column: KnownColumn, feature: Feature | undefined): Problem[] {
  if (!feature) {
    return [{ message: `The model needs the column ${column.name}; the data lacks it.`, repair: 'Add the column, or train without it.' }];
  }
  if (feature.kind === column.kind) return [];
  return [
    {
      message: `The model knows ${column.name} as ${column.kind}; the data has it as ${feature.kind}.`,
      repair: `Read the column as ${column.kind}, as in training.`,
    },
  ];
}
