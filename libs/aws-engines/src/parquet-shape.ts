import { type ColumnHead, readParquetColumns } from '@parley/tabular';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ObjectTails } from './object-tails';

/** Most footers are some kilobytes. */
const FIRST_TAIL = 1 << 16;
/** A Parquet file ends in the length of its footer (4 bytes, little-endian) and `PAR1`, and begins with `PAR1`. */
const MAGIC = Buffer.from('PAR1');
const ENDING = 8;

export interface ParquetShape {
  columns: ColumnHead[];
  /** Changes with the object. */
  etag: string;
}

/**
 * Columns of a Parquet object from its footer alone: a file of its length is made, empty but for both ends, and read as any other.
 *
 * @throws inputError where it is not Parquet, or has a type Parley doesn't know; fault ATHENA_OBJECT_UNREADABLE
 */
export async function parquetShape(uri: string, tails: ObjectTails): Promise<ParquetShape> {
  let { bytes, size, etag } = await tails.tail(uri, FIRST_TAIL);
  const wanted = bytes.length < ENDING ? bytes.length : bytes.readUInt32LE(bytes.length - ENDING) + ENDING;
  if (wanted > bytes.length && bytes.length < size) ({ bytes, size, etag } = await tails.tail(uri, wanted));
  const folder = await mkdtemp(join(tmpdir(), 'parley-footer-'));
  try {
    const path = join(folder, 'footer.parquet');
    const file = await open(path, 'w');
    try {
      await file.write(MAGIC, 0, MAGIC.length, 0);
      await file.write(bytes, 0, bytes.length, size - bytes.length);
    } finally {
      await file.close();
    }
    return { columns: await readParquetColumns(path), etag };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
