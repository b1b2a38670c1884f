import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { recordOf } from './formats/failures';
import { formatOf } from './formats/format';
import { countInParquet } from './formats/parquet';
import { mentions } from './mentions';
import type { Person } from './person';

/** Holds digests of addresses that must get nothing, which an unsalted hash of the pair may equal: they must stay. */
const OF_SUPPRESSION = /(^|\/)suppressions\.jsonl$/;

/** True where a file still holds the person's id, address, number or a hash of one. */
export async function stillHolds(key: string, path: string, person: Person): Promise<boolean> {
  if (OF_SUPPRESSION.test(key)) return false;
  const { kind, gzip } = await formatOf(key, path);
  if (kind === 'parquet') return (await countInParquet(path, person)) > 0;
  const bytes = await readFile(path);
  const text = (gzip ? gunzipSync(bytes) : bytes).toString('latin1');
  return mentions(text, person) || (kind === 'failures' && text.split('\n').some((line) => line !== '' && mentions(recordOf(JSON.parse(line)), person)));
}
