import type { Person } from './person';

/** A short id is part of any number of other words; in tables its column is looked at all the same. */
const SHORTEST_ID = 5;

/** True where a text has the person's id, address, number or a hash of one anywhere in it. */
export function mentions(text: string, person: Person): boolean {
  const lower = text.toLowerCase();
  const plain = [...person.emails, ...person.phones, ...person.hashes];
  return plain.some((one) => lower.includes(one.toLowerCase())) || (person.id.length >= SHORTEST_ID && hasWord(lower, person.id.toLowerCase()));
}

function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (!/[a-z0-9]/.test(text[at - 1] ?? '') && !/[a-z0-9]/.test(text[at + word.length] ?? '')) return true;
  }
  return false;
}
