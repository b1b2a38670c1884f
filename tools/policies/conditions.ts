import { matches } from './matches';
import type { Request, Statement } from './policy';

type Test = (wanted: string, found: string) => boolean;

const equals: Test = (wanted, found) => wanted === found;

/** The operators our policies use. Another one is an error: a condition not understood must not count as met. */
const OPERATORS: Readonly<Record<string, Test>> = {
  StringEquals: equals,
  StringLike: matches,
  ArnEquals: matches, // for ARNs the two are the same operator (IAM User Guide, Condition operators)
  ArnLike: matches,
  Bool: (wanted, found) => wanted.toLowerCase() === found.toLowerCase(),
};

const NEGATED: Readonly<Record<string, Test>> = { StringNotEquals: equals, StringNotLike: matches, ArnNotEquals: matches, ArnNotLike: matches };

/**
 * Whether all of a statement's conditions hold: keys and operators are joined by AND, values of a key by OR.
 * Follows the IAM User Guide, "Condition operators" and "Multivalued context keys".
 */
export function conditionsHold({ Condition = {} }: Statement, context: Request['context'] = {}): boolean {
  return Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => holds(operator, listOf(wanted), valuesOf(context, key))),
  );
}

function holds(operator: string, wanted: readonly string[], found: readonly string[] | undefined): boolean {
  const [, quantifier, name = '', ifExists] = /^(?:(ForAnyValue|ForAllValues):)?([A-Za-z]+?)(IfExists)?$/.exec(operator) ?? [];
  if (name === 'Null') return wanted.includes(String(found === undefined));
  const [test, negated] = [OPERATORS[name] ?? NEGATED[name], name in NEGATED];
  if (!test) throw new Error(`condition operator ${operator} is not known here: add it, with its meaning, to tools/policies/conditions.ts`);
  if (found === undefined) return quantifier === 'ForAllValues' || Boolean(ifExists) || (negated && quantifier !== 'ForAnyValue');
  const one = (value: string) => wanted.some((want) => test(want, value)) !== negated;
  return quantifier === 'ForAllValues' ? found.every(one) : quantifier === 'ForAnyValue' ? found.some(one) : found.length === 1 && found.every(one);
}

/** Names of condition keys don't mind case. */
function valuesOf(context: NonNullable<Request['context']>, key: string): readonly string[] | undefined {
  const entry = Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase());
  return entry && listOf(entry[1]);
}

const listOf = (value: string | readonly string[]): readonly string[] => (typeof value === 'string' ? [value] : value);
