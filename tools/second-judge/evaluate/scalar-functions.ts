import type { Value } from '../model';

/** Spark's value of a scalar function; NULL in, NULL out but for COALESCE. */
export function scalarValue(name: string, args: readonly Value[]): Value {
  if (name === 'COALESCE') return args.find((arg) => arg !== null) ?? null;
  const [value, ...others] = args;
  if (value === undefined || value === null) return null;
  switch (name) {
    case 'UPPER':
      return String(value).toUpperCase();
    case 'LOWER':
      return String(value).toLowerCase();
    case 'TRIM':
      return String(value).replaceAll(/^ +| +$/g, '');
    case 'RTRIM':
      return String(value).replace(/ +$/, '');
    case 'CAST':
      return String(value);
    case 'SUBSTRING':
      return substring(String(value), Number(others[0]), Number(others[1]));
    case 'ABS':
      return Math.abs(Number(value));
    case 'CEILING':
    case 'FLOOR':
    case 'ROUND':
      return Number(value);
    case 'LN':
    case 'LOG':
      return Number(value) > 0 ? Math.log(Number(value)) : null;
    case 'SQRT':
      // Spark's is NaN; Parley states the difference and gives NULL.
      return Number(value) < 0 ? null : Math.sqrt(Number(value));
    default:
      throw new Error(`the oracle can't compute ${name}`);
  }
}

/** Places count from 1, and 0 is read as 1; a negative one counts from the end, and what lies before the text is cut off. */
function substring(text: string, place: number, length: number): string {
  const start = place > 0 ? place - 1 : place < 0 ? text.length + place : 0;
  return text.slice(Math.max(start, 0), Math.max(start + length, 0));
}
