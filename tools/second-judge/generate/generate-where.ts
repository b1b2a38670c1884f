import type { Random } from '@parley/synthetic-people';
import type { Condition, Expression } from '../model';
import type { Offer } from './offers';

const COMPARISONS = ['=', '<>', '!=', '<', '<=', '>', '>='] as const;
const TEXTS = ['x', 'X', 'y', 'xy', ''];
const FRACTIONS = [0.5, 1.5];
const PATTERNS = ['x%', '_', '%', 'X', '%y_'];

/**
 * A WHERE condition of the grammar. Each comparison is between values of one type: what Spark makes of mixed ones is not
 * this judge's matter.
 */
export function generateWhere(random: Random, offers: readonly Offer[], depth = 2): Condition {
  if (depth > 0 && random.chance(0.35)) {
    const part = (): Condition => generateWhere(random, offers, depth - 1);
    return random.chance(0.25) ? { kind: 'not', part: part() } : { kind: random.pick(['and', 'or']), parts: [part(), part()] };
  }
  const { ref, type } = random.pick(offers);
  const literal = (): string | number => (type === 'string' ? random.pick(TEXTS) : random.pick([-2, -1, 0, 1, 2, 3, ...FRACTIONS]));
  const operand = (operator?: string): Expression => {
    // What Spark rounds a quotient of decimals to is refused by name, as a matter of the dialect.
    if (operator === '/') return { kind: 'literal', value: random.between(-1, 3) };
    const same = offers.filter((offer) => offer.type === type);
    return random.chance(0.3) ? random.pick(same).ref : { kind: 'literal', value: literal() };
  };
  switch (random.between(0, type === 'string' ? 6 : 5)) {
    case 0:
      return { kind: 'in', negated: random.chance(0.4), left: ref, values: [literal(), literal()] };
    case 1:
      return { kind: 'null', negated: random.chance(0.7), left: ref };
    case 2:
      return { kind: 'between', left: ref, low: literal(), high: literal() };
    case 3: {
      const operator = type === 'string' ? random.pick(['+', '||'] as const) : random.pick(['+', '-', '*', '/'] as const);
      const left: Expression = { kind: 'arithmetic', operator, left: ref, right: operand(operator) };
      return { kind: 'compare', operator: random.pick(COMPARISONS), left, right: { kind: 'literal', value: literal() } };
    }
    case 6:
      return { kind: 'like', operator: random.pick(['LIKE', 'NOT LIKE']), left: ref, pattern: random.pick(PATTERNS) };
    default:
      return random.chance(0.8)
        ? { kind: 'compare', operator: random.pick(COMPARISONS), left: ref, right: operand() }
        : { kind: 'compare', operator: random.pick(COMPARISONS), left: { kind: 'literal', value: literal() }, right: ref };
  }
}
