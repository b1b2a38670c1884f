import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { countInParquet } from './formats/parquet';
import type { Person } from './person';

/** A short id is part of any number of other words; in tables its column is looked at all the same. */
const SHORTEST_ID = 5;

/** Holds digests of addresses that must get nothing, which an unsalted hash of the pair may equal: they must stay. */
const OF_SUPPRESSION = /(^|\/)suppressions\.jsonl$/;

/** True where a file still holds the person's id, address, number or a hash of one. */
export async function stillHolds(key: string, path: string, person: Person): Promise<boolean> {
  if (OF_SUPPRESSION.test(key)) return false;
  if (key.endsWith('.parquet')) return (await countInParquet(path, person)) > 0;
  const bytes = await readFile(path);
  const text = (key.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1').toLowerCase();
  const plain = [...person.emails, ...person.phones, ...person.hashes];
  return plain.some((one) => text.includes(one.toLowerCase())) || (person.id.length >= SHORTEST_ID && hasWord(text, person.id.toLowerCase()));
}

function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (!/[a-z0-9]/.test(text[at - 1] ?? '') && !/[a-z0-9]/.test(text[at + word.length] ?? '')) return true;
  }
  return false;
}
