import { open } from 'node:fs/promises';

/** How an object is read. `failures` are records that Firehose could not take, each within a line of JSON. */
export interface Format {
  kind: 'parquet' | 'csv' | 'json' | 'json-lines' | 'ledger' | 'failures' | 'other';
  gzip: boolean;
}

const GZIP = Buffer.from([0x1f, 0x8b]);
const PARQUET = Buffer.from('PAR1');

/** Where an object's place says its format: an upload may have any name, and Firehose and Athena give none an ending. */
const PLACES: readonly [RegExp, Format['kind']][] = [
  [/(^|\/)ledger\.jsonl$/, 'ledger'],
  [/\.csv$/, 'csv'],
  [/\.jsonl$/, 'json-lines'],
  [/\.json$/, 'json'],
  [/(^|\/)failed\/[^/]+\/dt=/, 'failures'],
  [/(^|\/)(incoming|cleaned)\/[^/]+\/[^/]+$/, 'csv'],
];

/** By the object's name and place, and by its first bytes, which alone tell Parquet and gzip where the name does not. */
export async function formatOf(key: string, path: string): Promise<Format> {
  const first = await firstBytes(path);
  if (key.endsWith('.parquet') || first.equals(PARQUET)) return { kind: 'parquet', gzip: false };
  const gzip = first.subarray(0, GZIP.length).equals(GZIP);
  const name = key.replace(/\.gz$/, '');
  return { kind: PLACES.find(([place]) => place.test(name))?.[1] ?? 'other', gzip };
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(PARQUET.length), 0, PARQUET.length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
