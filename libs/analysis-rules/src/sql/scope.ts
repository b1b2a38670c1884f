import type { Findings } from '../refusals';
import type { Span } from '../request';
import type { Expression, Relation, SelectItem } from './query';
import { sameExpression } from './same-expression';

/** Finds what a name stands for; refuses names that stand for nothing or for several things. */
export type Scope = (parts: readonly string[], span: Span | undefined) => Expression;

/** One column for the columns of that name of several relations. */
export interface MergedColumn {
  expression: Expression;
  relations: readonly Relation[];
}

/** What FROM offers. `complete` is false when a part of it was refused: then an unknown column may have stood there. */
export interface Offered {
  relations: readonly Relation[];
  complete: boolean;
  /** What JOIN … USING made of two columns of one name, by lower-case name. */
  merged?: ReadonlyMap<string, MergedColumn>;
  /** Where a subquery looks for names that its own FROM does not offer. */
  outer?: Scope;
}

/** ON, WHERE and SELECT see the columns of the tables. */
export function tableScope(offered: Offered, findings: Findings): Scope {
  const { complete, outer } = offered;
  return (parts, span) => {
    const found = columnsNamed(parts, offered, span);
    if (found.length === 1 && found[0]) return found[0];
    if (found.length > 1) findings.add('NAME_AMBIGUOUS', { column: parts.join('.'), span });
    else if (outer && complete) return outer(parts, span);
    else if (isBareFunction(parts)) return { kind: 'call', name: parts.join(), args: [], distinct: false, span };
    else if (complete) findings.add('NAME_UNKNOWN_COLUMN', { column: parts.join('.'), span, known: namesOf(offered) });
    return { kind: 'invalid', span };
  };
}

/**
 * GROUP BY, HAVING and ORDER BY see aliases of the SELECT list as well. Engines differ in whether a column or an
 * alias of the same name wins, so a name that can be both is refused, unless both are the same.
 */
export function outputScope(offered: Offered, items: readonly SelectItem[], findings: Findings): Scope {
  const tables = tableScope(offered, findings);
  return (parts, span) => {
    const [name] = parts;
    const aliased = parts.length > 1 ? [] : items.filter((item) => item.alias?.toLowerCase() === name).map((item) => item.expression);
    const found = distinct([...columnsNamed(parts, offered, span), ...aliased]);
    if (aliased.length === 0) return tables(parts, span);
    if (found.length === 1 && found[0]) return { ...found[0], span };
    findings.add('NAME_AMBIGUOUS', { column: parts.join('.'), span });
    return { kind: 'invalid', span };
  };
}

/** The columns there are. One that is made of literals alone may be named after them, and no refusal repeats a literal. */
function namesOf({ relations }: Offered): readonly string[] {
  return relations.flatMap(({ alias, table, derived }) => {
    const named = table.columns.filter(({ name }) => /^[\w -]+$/.test(name) && derived?.get(name)?.sources.length !== 0);
    return named.map(({ name }) => (relations.length > 1 ? `${alias}.${name}` : name));
  });
}

function columnsNamed(parts: readonly string[], { relations, merged }: Offered, span: Span | undefined): readonly Expression[] {
  if (parts.length > 2) return [];
  const both = parts.length === 1 ? merged?.get(parts[0] ?? '') : undefined;
  const [qualifier, name] = parts.length === 2 ? parts : [undefined, parts[0]];
  const others = relations
    .filter((relation) => (qualifier === undefined || relation.alias === qualifier) && !both?.relations.includes(relation))
    .flatMap((relation) => {
      const column = relation.table.columns.find((candidate) => candidate.name.toLowerCase() === name);
      return column ? [{ kind: 'column' as const, relation, name: column.name, type: column.type, span }] : [];
    });
  return both ? [{ ...both.expression, span }, ...others] : others;
}

function distinct(expressions: readonly Expression[]): readonly Expression[] {
  return expressions.filter((one, index) => !expressions.slice(0, index).some((other) => sameExpression(one, other)));
}

/** Functions that are written like a column, and are none where a table has it. */
const BARE_FUNCTIONS: ReadonlySet<string> = new Set(['current_date', 'current_time', 'current_timestamp', 'current_user', 'localtimestamp', 'session_user']);

function isBareFunction([name = '', ...more]: readonly string[]): boolean {
  return more.length === 0 && BARE_FUNCTIONS.has(name);
}
