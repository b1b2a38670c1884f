import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileError } from './errors';
import { type FileSystem, realFileSystem } from './file-system';
import { readLines } from './read-lines';
import { syncToDisk } from './sync-to-disk';

/**
 * A file of lines that only grows. What `append` has returned from is on disk. Whoever writes it holds a lock, and
 * awaits each `append` before the next. What a line means is its reader's matter.
 */
export class AppendLog {
  readonly #path: string;
  readonly #file: FileHandle;
  /** Bytes of whole lines that are on disk. */
  #size: number;
  /** A failed write may have left a part of a line behind. */
  #spoiled = false;

  private constructor(path: string, file: FileHandle, size: number) {
    this.#path = path;
    this.#file = file;
    this.#size = size;
  }

  /**
   * Opens the file, or begins one, after giving `read` each whole line; `number` counts from 1. A last line that a crash
   * cut short was never acknowledged: it moves to `PATH.torn`. If `read` throws, nothing is changed.
   */
  static async open(path: string, read: (line: string, number: number) => void, fs: FileSystem = realFileSystem): Promise<AppendLog> {
    try {
      await fs.mkdir(dirname(path), { recursive: true });
      const { size, torn } = await readAll(path, read);
      const file = await fs.open(path, 'a');
      if (torn !== undefined) {
        await setAside(`${path}.torn`, torn, fs);
        await file.truncate(size);
      }
      await file.sync();
      await syncToDisk(dirname(path), fs);
      return new AppendLog(path, file, size);
    } catch (error) {
      throw fileError(path, error);
    }
  }

  /**
   * Adds lines, in one write. Lines that can't be written whole (a full disk) leave no trace: half a line would spoil
   * the next. Throws the faults of `fileError`.
   */
  async append(...lines: string[]): Promise<void> {
    const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
    try {
      if (this.#spoiled) await this.#cutBack();
      this.#spoiled = true;
      await this.#file.appendFile(bytes);
      await this.#file.datasync();
      this.#size += bytes.length;
      this.#spoiled = false;
    } catch (error) {
      // If even this fails, the next append tries it again before it writes.
      await this.#cutBack().catch(() => undefined);
      throw fileError(this.#path, error);
    }
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async #cutBack(): Promise<void> {
    await this.#file.truncate(this.#size);
    this.#spoiled = false;
  }
}

async function readAll(path: string, read: (line: string, number: number) => void): Promise<{ size: number; torn?: string }> {
  let size = 0;
  let number = 0;
  for await (const line of readLines(path)) {
    if (!line.whole) return { size, torn: line.text };
    number += 1;
    read(line.text, number);
    size = line.end;
  }
  return { size };
}

async function setAside(path: string, torn: string, fs: FileSystem): Promise<void> {
  const file = await fs.open(path, 'a');
  try {
    await file.appendFile(`${torn}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}
