import { ruleColumnNames } from './rule-column-names';
import { sharedKey, type Target } from './targets';

/** What stands in a template for names of a contract; undefined where the contract has no such thing. */
export type Names = Readonly<Record<string, string | undefined>>;

/** The names to fill in for one target. */
export function namesOf({ own, other, rule, tables, runner }: Target): Names {
  const { items, aggregates, named, barred } = ruleColumnNames(other);
  // A CUSTOM rule knows no join columns: what may not come out stands in their place.
  const keys = own ? sharedKey(own, other) : { key: barred[0] };
  const measure = aggregates.find(({ column }) => column !== keys?.key) ?? aggregates[0];
  const item = items.find((column) => column !== keys?.key) ?? items[0];
  const aggregate = measure && `${measure.call}t.${measure.column})`;
  const otherRule = own && tables.find((table) => table.owner !== runner && table.analysisRule && table.analysisRule.analysisRuleType !== rule);
  return {
    own: own?.name,
    other: other.name,
    ...keys,
    /** A list or dimension column. */
    item,
    measure: measure?.column,
    aggregate,
    /** An allowed column to which the rule gives no role. */
    hidden: other.columns.find(({ name }) => !named.includes(name))?.name,
    /** What an honest query selects. */
    select: rule === 'AGGREGATION' ? aggregate : item && `DISTINCT t.${item}`,
    /** A table whose rule is of the other type. */
    otherRule: otherRule?.name,
    otherRuleKey: otherRule && sharedKey(own, otherRule)?.key,
  };
}

const HONEST_JOIN = 'FROM {own} o JOIN {other} t ON o.{ownKey} = t.{key}';

/** The query that the target's rule is made for; an attack differs from it. */
export function honestQuery({ own }: Target): string {
  return own ? `SELECT {select} ${HONEST_JOIN}` : 'SELECT {select} FROM {other} t';
}

/** The query with its `{names}` filled in, or the name that this contract can't fill. */
export function fillTemplate(template: string, names: Names): { sql: string } | { missing: string } {
  const text = template.replaceAll('{J}', HONEST_JOIN);
  const missing = [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').find((name) => names[name] === undefined);
  if (missing !== undefined) return { missing };
  return { sql: text.replaceAll(/\{(\w+)\}/g, (_, name: string) => names[name] ?? '') };
}
