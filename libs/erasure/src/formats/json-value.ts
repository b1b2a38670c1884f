import { mentions } from '../mentions';
import { isIdentifier, isMessageKey, type Person } from '../person';

export interface Pruned {
  /** Absent where the whole value was the person's. */
  value?: unknown;
  /** Records taken out. */
  removed: number;
}

const KEPT_NONE: Pruned = { removed: 1 };

/** A whole document, or a line of its own. One that is nothing but a text is the person's where it mentions them. */
export function pruneDocument(value: unknown, person: Person): Pruned {
  return typeof value === 'string' && mentions(value, person) ? KEPT_NONE : pruneJson(value, person);
}

/**
 * Takes the person's records out of a JSON value: elements of arrays, members named by the id, and objects that name the person
 * themselves or in an object within. What an array holds says nothing of the object around it.
 */
export function pruneJson(value: unknown, person: Person): Pruned {
  if (typeof value === 'string') return isOf(value, person) ? KEPT_NONE : { value, removed: 0 };
  if (Array.isArray(value)) return pruneArray(value, person);
  if (typeof value === 'object' && value !== null) return pruneObject(Object.entries(value), person);
  return { value, removed: 0 };
}

function pruneArray(values: readonly unknown[], person: Person): Pruned {
  const kept = [];
  let removed = 0;
  for (const each of values) {
    // A pair such as [key, outcome] is one record.
    const pruned = Array.isArray(each) && each.some((part) => typeof part === 'string' && isOf(part, person)) ? KEPT_NONE : pruneJson(each, person);
    removed += pruned.removed;
    if ('value' in pruned) kept.push(pruned.value);
  }
  return { value: kept, removed };
}

function pruneObject(members: readonly (readonly [string, unknown])[], person: Person): Pruned {
  const kept: [string, unknown][] = [];
  let removed = 0;
  for (const [name, member] of members) {
    if (namesPerson(name, member, person)) return KEPT_NONE;
    if (name === person.id) {
      removed++;
      continue;
    }
    const pruned = typeof member === 'object' ? pruneJson(member, person) : { value: member, removed: 0 };
    if (!('value' in pruned)) return KEPT_NONE;
    removed += pruned.removed;
    kept.push([name, pruned.value]);
  }
  return { value: Object.fromEntries(kept), removed };
}

function namesPerson(name: string, member: unknown, person: Person): boolean {
  if (typeof member === 'number') return person.keys.has(name) && String(member) === person.id;
  return typeof member === 'string' && ((person.keys.has(name) && member === person.id) || isIdentifier(member, person) || isMessageKey(member, person));
}

function isOf(text: string, person: Person): boolean {
  return text === person.id || isIdentifier(text, person) || isMessageKey(text, person);
}
