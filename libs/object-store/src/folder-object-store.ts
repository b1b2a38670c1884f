import { dirname, join } from 'node:path';
import { clearLeftovers, type FileSystem, makeFileAtomically, realFileSystem, systemCode, TEMPORARY_PREFIX, writeFileAtomically } from '@parley/files';
import { objectMissing, storeError, unknownBucket } from './errors';
import type { ObjectStore } from './object-store';
import { type ObjectUri, objectUri, parseObjectUri, parsePrefix } from './object-uri';

/**
 * Objects as files: each bucket is a folder. What one process writes, another sees whole or not at all.
 * `withFile` lends the object's own file: `use` reads it and does not write to it.
 *
 * Errors: OBJECT_URI_INVALID, OBJECT_BUCKET_UNKNOWN, OBJECT_NOT_FOUND, OBJECT_KEY_CLASH (input); DISK_FULL,
 * FILE_NOT_ALLOWED, FILE_TOO_LARGE, FILE_FAILED (fault).
 */
export class FolderObjectStore implements ObjectStore {
  readonly #buckets: ReadonlyMap<string, string>;
  readonly #fs: FileSystem;

  /** `buckets`: name of each bucket -> its folder, made at the first write. */
  constructor(buckets: Readonly<Record<string, string>>, fs: FileSystem = realFileSystem) {
    this.#buckets = new Map(Object.entries(buckets));
    this.#fs = fs;
  }

  async get(uri: string): Promise<Buffer> {
    return this.#reading(uri, (path) => this.#fs.readFile(path));
  }

  async put(uri: string, body: Buffer | string): Promise<void> {
    const path = this.#path(parseObjectUri(uri));
    await writeFileAtomically(path, body, { fs: this.#fs }).catch((error: unknown) => {
      throw storeError(path, error);
    });
  }

  async list(prefix: string): Promise<string[]> {
    const { bucket, key } = parsePrefix(prefix);
    const folderKey = key.slice(0, key.lastIndexOf('/') + 1);
    const keys = (await this.#filesBelow(bucket, folderKey)).filter((found) => found.startsWith(key));
    // S3 sorts by bytes, not by UTF-16 units.
    keys.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    return keys.map((found) => objectUri({ bucket, key: found }));
  }

  async exists(uri: string): Promise<boolean> {
    const path = this.#path(parseObjectUri(uri));
    const handle = await this.#fs.open(path, 'r').catch((error: unknown) => {
      if (isMissing(error)) return undefined;
      throw storeError(path, error);
    });
    if (!handle) return false;
    try {
      return (await handle.stat()).isFile();
    } finally {
      await handle.close();
    }
  }

  async remove(uri: string): Promise<void> {
    const path = this.#path(parseObjectUri(uri));
    const there = await this.exists(uri);
    try {
      await clearLeftovers(dirname(path), this.#fs); // a killed writer's half of it
      if (there) await this.#fs.rm(path, { force: true });
    } catch (error) {
      if (!there && isMissing(error)) return; // as S3: removing what isn't there succeeds
      throw storeError(path, error);
    }
  }

  async withFile<T>(uri: string, use: (path: string) => Promise<T>): Promise<T> {
    if (!(await this.exists(uri))) throw objectMissing(uri);
    return use(this.#path(parseObjectUri(uri)));
  }

  async putFile<T>(uri: string, make: (path: string) => Promise<T>): Promise<T> {
    const path = this.#path(parseObjectUri(uri));
    return makeFileAtomically(path, make, this.#fs).catch((error: unknown) => {
      throw storeError(path, error);
    });
  }

  #path({ bucket, key }: ObjectUri): string {
    const folder = this.#buckets.get(bucket);
    if (folder === undefined) throw unknownBucket(bucket, [...this.#buckets.keys()].sort());
    return join(folder, key);
  }

  async #reading<T>(uri: string, read: (path: string) => Promise<T>): Promise<T> {
    const path = this.#path(parseObjectUri(uri));
    try {
      return await read(path);
    } catch (error) {
      if (isMissing(error) || systemCode(error) === 'EISDIR') throw objectMissing(uri);
      throw storeError(path, error);
    }
  }

  /** Keys of the files below a folder of the bucket; `folderKey` is empty or ends in a slash. */
  async #filesBelow(bucket: string, folderKey: string): Promise<string[]> {
    const folder = this.#path({ bucket, key: folderKey });
    const entries = await this.#fs.readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw storeError(folder, error);
    });
    const found: string[] = [];
    for (const entry of entries) {
      if (entry.name.startsWith(TEMPORARY_PREFIX)) continue;
      if (entry.isDirectory()) found.push(...(await this.#filesBelow(bucket, `${folderKey}${entry.name}/`)));
      else if (entry.isFile()) found.push(`${folderKey}${entry.name}`);
    }
    return found;
  }
}

/** Not there, or a file stands where its folder would be: for a reader the same. */
function isMissing(error: unknown): boolean {
  const code = systemCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}
