import { mentions } from '../mentions';
import type { Person } from '../person';
import { editJsonLines } from './json-lines';
import { pruneJson } from './json-value';

/** Takes the person's records out of what Firehose could not take: the record is a member of each line, in base64. */
export function eraseFailures(from: string, to: string, gzip: boolean, person: Person): Promise<number> {
  return editJsonLines(from, to, gzip, (line) => (isTheirs(recordOf(line), person) ? { removed: 1 } : pruneJson(line, person)));
}

/** The record that a line holds, as text. */
export function recordOf(line: unknown): string {
  const { rawData } = (typeof line === 'object' && line !== null ? line : {}) as { rawData?: unknown };
  return typeof rawData === 'string' ? Buffer.from(rawData, 'base64').toString('utf8') : '';
}

/** A record that failed is often no JSON: then it is taken for text. */
function isTheirs(record: string, person: Person): boolean {
  try {
    return pruneJson(JSON.parse(record) as unknown, person).removed > 0;
  } catch {
    return mentions(record, person);
  }
}
