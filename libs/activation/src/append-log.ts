import { type FileHandle, mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { activationErrors } from './errors';
import { syncFolder } from './sync-folder';

/**
 * A file of JSON records, one a line, that only grows. What `append` has returned from is on disk (fsync).
 * A last line that a crash cut short was never acknowledged, so `open` cuts it off; damage anywhere else is an error.
 */
export class AppendLog<T> {
  private constructor(
    private readonly path: string,
    private readonly file: FileHandle,
    private size: number,
  ) {}

  static async open<T>(path: string): Promise<{ log: AppendLog<T>; records: T[] }> {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(path, 'a+');
    const text = await readFile(path, 'utf8');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    if (whole.length < text.length) await file.truncate(Buffer.byteLength(whole));
    await syncFolder(dirname(path));
    try {
      return { log: new AppendLog<T>(path, file, Buffer.byteLength(whole)), records: parseLines<T>(whole, path) };
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** A record that can't be written whole (a full disk) leaves no trace: half a line would spoil the next. */
  async append(record: T): Promise<void> {
    const line = Buffer.from(`${JSON.stringify(record)}\n`);
    try {
      await this.file.appendFile(line);
      await this.file.datasync();
      this.size += line.length;
    } catch (error) {
      await this.file.truncate(this.size);
      throw activationErrors.logNotWritten(this.path, error);
    }
  }

  async close(): Promise<void> {
    await this.file.close();
  }
}

function parseLines<T>(text: string, path: string): T[] {
  const lines = text === '' ? [] : text.slice(0, -1).split('\n');
  return lines.map((line, index) => {
    try {
      return JSON.parse(line) as T;
    } catch {
      throw activationErrors.logDamaged(path, index + 1);
    }
  });
}
