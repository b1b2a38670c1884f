import type { ColumnSpec } from '@parley/contract';
import { createHash } from 'node:crypto';
import type { Random } from './random';

/** How much of a person's trait a column shows. */
const LOADING = 0.5;
const MISSING = 0.05;
const CATEGORIES = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
const FEWEST_CATEGORIES = 3;
const DAY = 86_400_000;
/** Dates lie around this day. */
const MIDDLE = Date.UTC(2026, 0, 1);

/** A value of a column that no role explains, weakly related to the person's trait; some are missing. */
export function columnValue({ name, type }: ColumnSpec, trait: number, random: Random): string | number | undefined {
  if (random.chance(MISSING)) return undefined;
  const shown = LOADING * trait + Math.sqrt(1 - LOADING ** 2) * random.normal();
  switch (type) {
    case 'string':
      return category(name, shown);
    case 'boolean':
      return shown > 0.5 ? 'true' : 'false';
    case 'int':
    case 'bigint':
      return Math.max(0, Math.round(10 + 5 * shown));
    case 'double':
      return Math.round(100 * (50 + 20 * shown)) / 100;
    case 'date':
      return momentOfType(type, MIDDLE + shown * 60 * DAY);
    case 'timestamp':
      return momentOfType(type, MIDDLE + shown * 60 * DAY);
  }
}

/** A moment as a column of that type holds it; numbers count days since 1970. */
export function momentOfType(type: ColumnSpec['type'], milliseconds: number): string | number {
  const text = new Date(milliseconds).toISOString();
  if (type === 'date') return text.slice(0, 10);
  return type === 'string' || type === 'timestamp' ? text : Math.floor(milliseconds / DAY);
}

/** One of three to six letters; each column has its own number of them. */
function category(column: string, shown: number): string {
  const digest = createHash('sha256').update(column).digest();
  const count = FEWEST_CATEGORIES + (digest.readUInt8(0) % (CATEGORIES.length - FEWEST_CATEGORIES + 1));
  const quantile = 1 / (1 + Math.exp(-1.702 * shown)); // close to the normal distribution's
  return CATEGORIES[Math.min(count - 1, Math.floor(count * quantile))] ?? CATEGORIES[0];
}
