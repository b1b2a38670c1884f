import type { Findings } from '../refusals';
import type { OutputConstraint } from '../request';
import type { Query, Relation } from '../sql/query';
import { aggregationRuleOf } from '../tables/rule-of';

/** A threshold on one appearance of a table in the query. */
export interface PlacedConstraint extends OutputConstraint {
  relation: Relation;
  type: string;
}

/**
 * Every constraint of every referenced table: an output row stays only if it rests on at least `minimum` distinct,
 * non-null values of `column` in the joined and filtered rows (clean-rooms-semantics.md 2.6).
 */
export function outputConstraints(query: Query, findings: Findings): readonly PlacedConstraint[] {
  return query.relations.flatMap((relation) => {
    const { table } = relation;
    return aggregationRuleOf(table).outputConstraints.flatMap(({ columnName, minimum }) => {
      const column = table.columns.find((candidate) => candidate.name === columnName);
      if (column) return [{ relation, table: table.name, column: columnName, minimum, type: column.type }];
      findings.add('RULE_COLUMN_UNKNOWN', { table: table.name, column: columnName, rule: 'AGGREGATION.outputConstraints' });
      return [];
    });
  });
}
