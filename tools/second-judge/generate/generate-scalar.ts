import type { Random } from '@parley/synthetic-people';
import type { Expression } from '../model';
import type { Offer } from './offers';

const OF_TEXT = ['UPPER', 'LOWER', 'TRIM', 'RTRIM', 'COALESCE', 'SUBSTRING'];
const OF_NUMBERS = ['ABS', 'CAST', 'CEILING', 'FLOOR', 'ROUND', 'LN', 'LOG', 'SQRT', 'COALESCE'];

const number = (value: number): Expression => ({ kind: 'literal', value });

/** A scalar function over a column, of those its table allows; the bare column where none is. */
export function generateScalar(random: Random, offer: Offer, offers: readonly Offer[]): Expression {
  const usable = (offer.type === 'string' ? OF_TEXT : OF_NUMBERS).filter((one) => offer.functions.includes(one));
  if (usable.length === 0) return offer.ref;
  const name = random.pick(usable);
  return { kind: 'scalar', name, args: [offer.ref, ...otherArguments(random, name, offer, offers)] };
}

function otherArguments(random: Random, name: string, offer: Offer, offers: readonly Offer[]): Expression[] {
  if (name === 'SUBSTRING') return [number(random.pick([1, 1, 2, 0, -1, -2])), number(random.pick([1, 2]))];
  if (name !== 'COALESCE') return [];
  const others = offers.filter((one) => one.type === offer.type && one.functions.includes(name));
  const column = random.chance(0.4) && others.length > 0 ? [random.pick(others).ref] : [];
  return [...column, offer.type === 'string' ? { kind: 'literal', value: 'na' } : number(7)];
}
