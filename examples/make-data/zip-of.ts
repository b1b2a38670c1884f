import { deflateRawSync } from 'node:zlib';

/** A zip file with these contents, for tests. Checksums inside are zero: our reader has better ones to go by. */
export function zipOf(contents: Readonly<Record<string, string | Buffer>>): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(contents)) {
    const packed = deflateRawSync(content);
    const common = commonHeader(name, packed.length, Buffer.byteLength(content));
    const local = Buffer.concat([uint32(0x04034b50), common, Buffer.from(name), packed]);
    const place = Buffer.concat([Buffer.alloc(10), uint32(offset)]);
    directory.push(Buffer.concat([uint32(0x02014b50), uint16(20), common, place, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const entries = Buffer.concat(directory);
  const count = uint16(directory.length);
  const end = Buffer.concat([uint32(0x06054b50), uint32(0), count, count, uint32(entries.length), uint32(offset), uint16(0)]);
  return Buffer.concat([...locals, entries, end]);
}

/** What the local header and the directory say alike: version, flags, method 8, time, checksum, sizes, length of the name. */
function commonHeader(name: string, packed: number, size: number): Buffer {
  const fixed = Buffer.concat([uint16(20), uint16(0), uint16(8), uint32(0), uint32(0)]);
  return Buffer.concat([fixed, uint32(packed), uint32(size), uint16(Buffer.byteLength(name)), uint16(0)]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
