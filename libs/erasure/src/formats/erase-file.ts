import { readFile, writeFile } from 'node:fs/promises';
import { isIdentifier, type Person } from '../person';
import { eraseCsv } from './csv';
import { eraseJsonLines } from './json-lines';
import { pruneJson } from './json-value';
import { pseudonymiseLedger } from './ledger';
import { eraseParquet } from './parquet';

/** What to do with an object: leave it, write it again, or take it away whole. */
export type Edit = { kind: 'untouched' } | { kind: 'rewritten' | 'pseudonymised'; records: number } | { kind: 'removed' };

/** Sealed or made by machines, without anybody's row: to write them again would break a seal, and the last look-through reads them all the same. */
const SEALED = /(^|\/)(audit\.jsonl|receipt\.json|report\.json|run\.json|schema\.json|forgotten\.json|suppressions\.jsonl)$|(^|\/)(clean-room|model|keys)\//;

/** True for a format that `eraseFile` may write again. */
export function isEditable(key: string): boolean {
  return !SEALED.test(key) && /\.(parquet|csv|json|jsonl|jsonl\.gz)$/.test(key);
}

/** True where the whole file is the person's: a message to them, or a line that a crash cut short. */
export async function isWhollyOf(key: string, path: string, person: Person): Promise<boolean> {
  if (key.endsWith('.eml')) return isIdentifier(recipientOf(await head(path)), person);
  return key.endsWith('.torn') && (await readFile(path, 'utf8')).includes(person.id);
}

/** Does what the file's format asks, into `to`. `key` says which format and which file it is. */
export async function eraseFile(key: string, from: string, to: string, person: Person): Promise<Edit> {
  const gzip = key.endsWith('.gz');
  const name = gzip ? key.slice(0, -3) : key;
  if (/(^|\/)ledger\.jsonl$/.test(name)) return edited(await pseudonymiseLedger(from, to, person), 'pseudonymised');
  if (name.endsWith('.parquet')) return edited(await eraseParquet(from, to, person));
  if (name.endsWith('.csv') && !gzip) return edited(await eraseCsv(from, to, person));
  if (name.endsWith('.jsonl')) return edited(await eraseJsonLines(from, to, gzip, person));
  if (name.endsWith('.json') && !gzip) return eraseJson(from, to, person);
  return { kind: 'untouched' };
}

function edited(records: number, kind: 'rewritten' | 'pseudonymised' = 'rewritten'): Edit {
  return records === 0 ? { kind: 'untouched' } : { kind, records };
}

async function eraseJson(from: string, to: string, person: Person): Promise<Edit> {
  const text = await readFile(from, 'utf8');
  const pruned = pruneJson(JSON.parse(text) as unknown, person);
  if (pruned.removed === 0) return { kind: 'untouched' };
  if (!('value' in pruned)) return { kind: 'removed' };
  await writeFile(to, text.includes('\n') ? `${JSON.stringify(pruned.value, null, 2)}\n` : JSON.stringify(pruned.value));
  return { kind: 'rewritten', records: pruned.removed };
}

/** The header of a message. */
async function head(path: string): Promise<string> {
  return (await readFile(path, 'utf8')).split(/\r?\n\r?\n/, 1)[0] ?? '';
}

function recipientOf(header: string): string {
  return /^To: *(.+)$/im.exec(header)?.[1]?.trim() ?? '';
}
