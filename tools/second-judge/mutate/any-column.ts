import type { Random } from '@parley/synthetic-people';
import type { Case, ColumnRef } from '../model';
import { relationsOf } from './mutation';

/** A column of one of the query's tables, whatever its role; now and then one that isn't there. */
export function anyColumn(draft: Case, random: Random): ColumnRef {
  const { alias, table } = random.pick(relationsOf(draft));
  const column = random.pick(['d1', 'd1', 'n1', 'm1', 'm2', 'k1', 'k2', 'x1', 'nowhere']);
  return random.weighted<ColumnRef>([
    [{ kind: 'column', alias, column }, 18],
    [{ kind: 'column', column }, 2],
    // What an alias hides, or an output column, named where only input columns are.
    [{ kind: 'column', alias: table, column }, 1],
    [{ kind: 'column', column: random.pick(draft.query.items).alias ?? column }, 1],
  ]);
}

/** A column that a text function takes. */
export function anyText(draft: Case, random: Random): ColumnRef {
  const found = anyColumn(draft, random);
  return /^[mn]\d$/.test(found.column) ? { ...found, column: 'd1' } : found;
}

/** The column of that name, of one of the tables. */
export const someColumn = (column: string, draft: Case, random: Random): ColumnRef => ({ ...anyColumn(draft, random), column });
