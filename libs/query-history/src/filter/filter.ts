export type Value = string | number | boolean;
export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=';

/** A condition on rows. A `term` is a column, or whatever else is computed from columns, by its canonical text. */
export type Filter =
  | { kind: 'and'; parts: readonly Filter[] }
  | { kind: 'or'; parts: readonly Filter[] }
  | { kind: 'not'; part: Filter }
  | { kind: 'constant'; value: boolean }
  | { kind: 'compare'; term: string; operator: Comparison; value: Value }
  | { kind: 'null'; term: string };

export type Leaf = Exclude<Filter, { kind: 'and' | 'or' | 'not' }>;

const OPPOSITE: Readonly<Record<Comparison, Comparison>> = { '=': '<>', '<>': '=', '<': '>=', '>=': '<', '>': '<=', '<=': '>' };

/** Marks a condition that can't be looked into, such as a subquery or a join: it is taken to hold, so that adding one hides nothing. */
export const OPAQUE = '?';

/** The conditions that must all hold, each in one form for one meaning, by its text. */
export function conjunctsOf(filters: readonly Filter[]): ReadonlyMap<string, Filter> {
  const simple = simplify({ kind: 'and', parts: filters }, false);
  const parts = simple.kind === 'and' ? simple.parts : [simple];
  return new Map(parts.filter((part) => part.kind !== 'constant' || !part.value).map((part) => [textOf(part), part]));
}

export function leavesOf(filter: Filter): readonly Leaf[] {
  if (filter.kind === 'and' || filter.kind === 'or') return filter.parts.flatMap(leavesOf);
  return filter.kind === 'not' ? leavesOf(filter.part) : [filter];
}

/** NOT pushed down to the leaves, AND and OR flat, sorted, without doubles and constants. */
function simplify(filter: Filter, negated: boolean): Filter {
  switch (filter.kind) {
    case 'not':
      return simplify(filter.part, !negated);
    case 'constant':
      return { kind: 'constant', value: filter.value !== negated };
    case 'compare':
      return negated ? { ...filter, operator: OPPOSITE[filter.operator] } : filter;
    case 'null':
      return negated ? { kind: 'not', part: filter } : filter;
    default:
      return flat((filter.kind === 'and') !== negated ? 'and' : 'or', filter.parts.map((part) => simplify(part, negated)));
  }
}

function flat(kind: 'and' | 'or', parts: readonly Filter[]): Filter {
  const absorbing = kind === 'or';
  const all = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]));
  if (all.some((part) => part.kind === 'constant' && part.value === absorbing)) return { kind: 'constant', value: absorbing };
  const texts = new Map(all.filter(({ kind }) => kind !== 'constant').map((part) => [textOf(part), part]));
  const sorted = [...texts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, part]) => part);
  const [only] = sorted;
  if (!only) return { kind: 'constant', value: !absorbing };
  return sorted.length === 1 ? only : { kind, parts: sorted };
}

/** A text that is equal for filters in equal form. */
export function textOf(filter: Filter): string {
  return JSON.stringify(filter);
}
