import type { Expression, Query, Relation } from '../sql/query';

/** An undirected edge between two relations, as a key that is equal for both directions. */
type Edges = ReadonlyMap<string, readonly [Relation, Relation]>;

/** Which relations the equalities of a query's ON conditions link for certain. */
export class JoinGraph {
  readonly #edges: readonly (readonly [Relation, Relation])[];

  constructor(query: Query) {
    this.#edges = query.joins.flatMap((join) => [...edgesOf(join.on).values()]);
  }

  /** Everything linked with a relation, directly or through others; the relation itself included. */
  linkedWith(relation: Relation): ReadonlySet<Relation> {
    const reached = new Set([relation]);
    for (const current of reached) {
      for (const [one, other] of this.#edges) {
        if (one === current) reached.add(other);
        if (other === current) reached.add(one);
      }
    }
    return reached;
  }
}

/** AND links what any part links; OR links only what every alternative links. */
function edgesOf(condition: Expression): Edges {
  if (condition.kind === 'logic') {
    const parts = condition.operands.map(edgesOf);
    const all = new Map(parts.flatMap((part) => [...part]));
    if (condition.operator === 'AND') return all;
    return new Map([...all].filter(([key]) => parts.every((part) => part.has(key))));
  }
  if (condition.kind !== 'comparison' || condition.operator !== '=') return new Map();
  if (condition.left.kind !== 'column' || condition.right.kind !== 'column') return new Map();
  const [one, other] = [condition.left.relation, condition.right.relation];
  if (one === other) return new Map();
  return new Map([[JSON.stringify([one.alias, other.alias].sort()), [one, other]]]);
}
