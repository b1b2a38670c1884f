import { inflateRawSync } from 'node:zlib';
import { brokenZip, notInZip } from './errors';
import { MOST_BYTES } from './fetch-original';

// Format: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16. No ZIP64 and no encryption: no data set here needs them.
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_LENGTH = 22;
const STORED = 0;
const DEFLATED = 8;

interface Entry {
  name: string;
  flags: number;
  method: number;
  packed: number;
  offset: number;
}

function isZip(bytes: Buffer): boolean {
  return bytes.length >= 4 && bytes.readUInt32LE(0) === LOCAL;
}

/**
 * The file of that name (its folder does not matter), also from a zip inside the zip. Bytes that are no zip are returned as
 * they are. The content is not checked here: the caller knows its checksum.
 * @throws inputError `ORIGINAL_BROKEN_ZIP`, `ORIGINAL_NOT_IN_ZIP`.
 */
export function unzip(bytes: Buffer, file: string, source: string): Buffer {
  if (!isZip(bytes)) return bytes;
  const found = find(bytes, file, source);
  if (!found) throw notInZip(source, file);
  return found;
}

function find(bytes: Buffer, file: string, source: string): Buffer | undefined {
  const entries = listEntries(bytes, source);
  const wanted = entries.find(({ name }) => name.split('/').pop() === file);
  if (wanted) return unpack(bytes, wanted, source);
  for (const inner of entries.filter(({ name }) => name.endsWith('.zip'))) {
    const found = find(unpack(bytes, inner, source), file, source);
    if (found) return found;
  }
  return undefined;
}

function listEntries(bytes: Buffer, source: string): Entry[] {
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  if (end < 0 || end + END_LENGTH > bytes.length || bytes.readUInt32LE(end) !== END) throw brokenZip(source, 'it has no directory, so it is cut off');
  const entries: Entry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== CENTRAL) throw brokenZip(source, 'its directory is unreadable');
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      flags: bytes.readUInt16LE(at + 8),
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      offset: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function unpack(bytes: Buffer, { name, flags, method, packed, offset }: Entry, source: string): Buffer {
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== LOCAL) throw brokenZip(source, `${name} is not where the directory says`);
  if (flags & 1) throw brokenZip(source, `${name} is encrypted`);
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const content = bytes.subarray(start, start + packed);
  if (content.length < packed) throw brokenZip(source, `${name} is cut off`);
  if (method === STORED) return content;
  if (method !== DEFLATED) throw brokenZip(source, `${name} is packed in a way that is not supported (${method})`);
  try {
    return inflateRawSync(content, { maxOutputLength: MOST_BYTES });
  } catch {
    throw brokenZip(source, `${name} can't be unpacked`);
  }
}
