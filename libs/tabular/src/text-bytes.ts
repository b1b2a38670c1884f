import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { fileMissing, fileUnreadable, gzipBroken, notUtf8, nulByte, textTooLarge, utf16 } from './errors';
import type { ProblemList } from './problem-list';

/**
 * The bytes of a text file, unpacked if they are gzip (whatever the name says), chunk by chunk and unchanged.
 * Bytes that are not UTF-8 and NUL bytes become problems, the first of each line, and reading goes on. It stops, with a
 * problem, after `largest` bytes as unpacked: a small gzip file can hold a thousand times its size.
 */
export async function* textBytes(path: string, problems: ProblemList, largest = Infinity): AsyncGenerator<Buffer> {
  const gzip = startsWith(await firstBytes(path), 0x1f, 0x8b);
  try {
    yield* checkedText(within(unpacked(path, gzip), largest, problems), problems);
  } catch (error) {
    if (!String((error as NodeJS.ErrnoException).code).startsWith('Z_')) throw error;
    problems.add(gzipBroken());
  }
}

/** Checks a stream of bytes in the same way, for what comes from elsewhere than a file. */
export async function* checkedText(chunks: AsyncIterable<Buffer>, problems: ProblemList): AsyncGenerator<Buffer> {
  const checker = new Utf8Checker(problems);
  let first = true;
  for await (const chunk of chunks) {
    if (first && (startsWith(chunk, 0xff, 0xfe) || startsWith(chunk, 0xfe, 0xff))) return problems.add(utf16());
    first = false;
    checker.check(chunk);
    yield chunk;
  }
  checker.end();
}

async function* within(chunks: AsyncIterable<Buffer>, largest: number, problems: ProblemList): AsyncGenerator<Buffer> {
  let read = 0;
  for await (const chunk of chunks) {
    read += chunk.length;
    if (read > largest) return problems.add(textTooLarge(largest));
    yield chunk;
  }
}

function unpacked(path: string, gzip: boolean): AsyncIterable<Buffer> {
  const file = createReadStream(path, { highWaterMark: 1 << 18 });
  if (!gzip) return file;
  const gunzip = createGunzip({ chunkSize: 1 << 18 });
  file.once('error', (error) => gunzip.destroy(error));
  gunzip.once('close', () => file.destroy());
  return file.pipe(gunzip);
}

function startsWith(bytes: Buffer, one: number, two: number): boolean {
  return bytes[0] === one && bytes[1] === two;
}

async function firstBytes(path: string): Promise<Buffer> {
  try {
    const handle = await open(path, 'r');
    try {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    const cause = error as NodeJS.ErrnoException;
    throw cause.code === 'ENOENT' ? fileMissing(path) : fileUnreadable(path, cause);
  }
}

const NEWLINE = 0x0a;

/** Checks chunks quickly; only a chunk that has something wrong is looked at line by line. */
class Utf8Checker {
  private line = 1;
  /** Characters of the current line that earlier chunks held. */
  private before = 0;
  /** The bytes of a character that a chunk's end cut in two. */
  private cut: Buffer = Buffer.alloc(0);
  /** The line last reported: one problem a line is enough. */
  private reported = 0;

  constructor(private readonly problems: ProblemList) {}

  check(chunk: Buffer): void {
    const joined = this.cut.length === 0 ? chunk : Buffer.concat([this.cut, chunk]);
    const whole = joined.length - cutCharacter(joined);
    this.cut = joined.subarray(whole);
    this.take(joined.subarray(0, whole));
  }

  end(): void {
    if (this.cut.length > 0) this.take(this.cut);
  }

  private take(bytes: Buffer): void {
    const clean = isUtf8(bytes) && !bytes.includes(0);
    for (let from = 0; from < bytes.length; ) {
      const newline = bytes.indexOf(NEWLINE, from);
      const to = newline === -1 ? bytes.length : newline;
      if (!clean) this.look(bytes.subarray(from, to));
      if (newline === -1) {
        this.before += characters(bytes.subarray(from));
        return;
      }
      this.line += 1;
      this.before = 0;
      from = newline + 1;
    }
  }

  private look(part: Buffer): void {
    if (this.reported === this.line) return;
    const nul = part.indexOf(0);
    const good = isUtf8(part) ? part.length : validPrefix(part);
    if (nul === -1 && good === part.length) return;
    this.reported = this.line;
    const nulFirst = nul !== -1 && nul < good;
    const column = this.before + characters(part.subarray(0, nulFirst ? nul : good)) + 1;
    this.problems.add(nulFirst ? nulByte(this.line, column) : notUtf8(this.line, column));
  }
}

/** How many bytes at the end begin a character that isn't complete: 0 to 3. */
function cutCharacter(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    return characterLength(byte) > back ? back : 0;
  }
  return 0;
}

function validPrefix(bytes: Buffer): number {
  let at = 0;
  while (at < bytes.length) {
    const next = at + characterLength(bytes[at] ?? 0);
    if (next > bytes.length || !isUtf8(bytes.subarray(at, next))) return at;
    at = next;
  }
  return at;
}

function characterLength(lead: number): number {
  return lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
}

/** Characters in UTF-8 bytes: all bytes but continuations. */
function characters(bytes: Buffer): number {
  let count = 0;
  for (const byte of bytes) if ((byte & 0xc0) !== 0x80) count += 1;
  return count;
}
