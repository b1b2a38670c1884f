import type { Derivation } from '../../sql/query';
import type { CustomReader } from '../custom-reader';
import type { Controls, Threshold } from './controls';
import type { Identity } from './identities';

/** A column of the result, or a group that is not selected (without a name). */
export type Released = Derivation & { name: string };

/**
 * How many identities a row with these columns must rest on; 0 for exempt. Where several minima meet, the highest wins;
 * an unlisted aggregate adds none of its own beside the columns it is grouped by (clean-rooms-semantics.md 4.6, M10).
 */
function minimumFor({ table, column }: Pick<Identity, 'table' | 'column'>, columns: readonly Released[], { thresholds }: Controls): number {
  const own = thresholds.filter((threshold) => threshold.table === table && threshold.column === column);
  return Math.max(0, ...own.map((threshold) => minimumOf(threshold, columns)));
}

/** The minimum for a row of the result, noted for the verdict. */
export function noted(identity: Pick<Identity, 'table' | 'column'>, columns: readonly Released[], { controls, minima }: Pick<CustomReader, 'controls' | 'minima'>): number {
  const minimum = controls ? minimumFor(identity, columns, controls) : 0;
  if (minimum > 0) minima.push({ identity, minimum });
  return minimum;
}

function minimumOf(threshold: Threshold, columns: readonly Released[]): number {
  const describes = (column: Released) => !column.aggregated && column.sources.length > 0;
  const described = columns.some(describes);
  const minima = columns.map((column) => outputMinimum(threshold, column) ?? (described && !describes(column) ? 0 : threshold.minimum));
  return Math.max(...minima);
}

/**
 * The minimum that the rule gives an output column. It is lowered only for the column itself, or by a name that is no
 * column of the table: else an alias would lower it. It is raised for whatever derives from the column.
 */
function outputMinimum({ table, minimum, outputs }: Threshold, column: Released): number | undefined {
  const name = column.name.toLowerCase();
  const isColumn = table.columns.some((candidate) => candidate.name.toLowerCase() === name);
  const origin = column.origin?.table === table ? outputs.get(column.origin.column.toLowerCase()) : undefined;
  const named = outputs.get(name);
  const raised = [named, ...column.sources.filter((source) => source.table === table).map((source) => outputs.get(source.column.toLowerCase()))];
  const alias = column.aggregated && !isColumn ? named : undefined;
  const minima = [origin, alias, ...raised.filter((one) => one !== undefined && one > minimum)].filter((one) => one !== undefined);
  return minima.length > 0 ? Math.max(...minima) : undefined;
}
