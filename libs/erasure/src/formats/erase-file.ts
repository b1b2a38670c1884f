import { readFile, writeFile } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { isIdentifier, type Person } from '../person';
import { eraseCsv } from './csv';
import { eraseFailures } from './failures';
import { formatOf } from './format';
import { eraseJsonLines } from './json-lines';
import { pruneDocument } from './json-value';
import { pseudonymiseLedger } from './ledger';
import { eraseParquet } from './parquet';

/** What to do with an object: leave it, write it again, or take it away whole. */
export type Edit = { kind: 'untouched' } | { kind: 'rewritten' | 'pseudonymised'; records: number } | { kind: 'removed' };

/** Sealed or made by machines, without anybody's row: to write them again would break a seal, and the last look-through reads them all the same. */
const SEALED = /(^|\/)(audit\.jsonl|receipt\.json|report\.json|run\.json|schema\.json|forgotten\.json|suppressions\.jsonl)$|(^|\/)(clean-room|model|keys)\//;

/** Does what the file's format asks, into `to`. `key` says which file it is. */
export async function eraseFile(key: string, from: string, to: string, person: Person): Promise<Edit> {
  if (await isWhollyOf(key, from, person)) return { kind: 'removed' };
  if (SEALED.test(key)) return { kind: 'untouched' };
  const { kind, gzip } = await formatOf(key, from);
  if (kind === 'parquet') return edited(await eraseParquet(from, to, person));
  if (kind === 'csv') return edited(await eraseCsv(from, to, gzip, person));
  if (kind === 'ledger') return edited(await pseudonymiseLedger(from, to, person), 'pseudonymised');
  if (kind === 'json-lines') return edited(await eraseJsonLines(from, to, gzip, person));
  if (kind === 'failures') return edited(await eraseFailures(from, to, gzip, person));
  if (kind === 'json') return eraseJson(from, to, gzip, person);
  return { kind: 'untouched' };
}

/** True where the whole file is the person's: a message to them, or a line that a crash cut short. */
async function isWhollyOf(key: string, path: string, person: Person): Promise<boolean> {
  if (key.endsWith('.eml')) return isIdentifier(recipientOf(await head(path)), person);
  return key.endsWith('.torn') && (await readFile(path, 'utf8')).includes(person.id);
}

function edited(records: number, kind: 'rewritten' | 'pseudonymised' = 'rewritten'): Edit {
  return records === 0 ? { kind: 'untouched' } : { kind, records };
}

async function eraseJson(from: string, to: string, gzip: boolean, person: Person): Promise<Edit> {
  const bytes = await readFile(from);
  const text = (gzip ? gunzipSync(bytes) : bytes).toString('utf8');
  const pruned = pruneDocument(JSON.parse(text) as unknown, person);
  if (pruned.removed === 0) return { kind: 'untouched' };
  if (!('value' in pruned)) return { kind: 'removed' };
  const left = text.includes('\n') ? `${JSON.stringify(pruned.value, null, 2)}\n` : JSON.stringify(pruned.value);
  await writeFile(to, gzip ? gzipSync(left) : left);
  return { kind: 'rewritten', records: pruned.removed };
}

/** The header of a message. */
async function head(path: string): Promise<string> {
  return (await readFile(path, 'utf8')).split(/\r?\n\r?\n/, 1)[0] ?? '';
}

function recipientOf(header: string): string {
  return /^To: *(.+)$/im.exec(header)?.[1]?.trim() ?? '';
}
