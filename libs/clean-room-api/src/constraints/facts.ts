import { adjustments, garbledAstral } from './adjustments';
import facts from './facts.json';
import type { ValueFacts } from './value-facts';

const values: Readonly<Record<string, ValueFacts>> = facts.values;
const members: Readonly<Record<string, Readonly<Record<string, string>>>> = facts.members;
const patterns = new Map<string, RegExp>();

/** The kind of value that a member of a structure holds, where the model asks anything of it. */
export function kindOf(structure: string, member: string): string | undefined {
  return own(members[structure] ?? {}, member);
}

/** What is asked of a kind of value. Throws for a kind that isn't in the table. */
export function factsOf(kind: string): ValueFacts {
  const found = own(values, kind);
  if (!found) throw new Error(`the table of constraints has no ${kind}`);
  return { ...found, ...own(adjustments, kind)?.facts };
}

/** A kind's pattern, anchored at both ends. Matches by code point. */
export function patternOf(pattern: string): RegExp {
  const known = patterns.get(pattern);
  if (known) return known;
  const made = new RegExp(`^(?:${pattern.replaceAll(garbledAstral.written, garbledAstral.meant)})$`, 'u');
  patterns.set(pattern, made);
  return made;
}

/** Every kind in the table. */
export const kinds: readonly string[] = Object.keys(values);

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
