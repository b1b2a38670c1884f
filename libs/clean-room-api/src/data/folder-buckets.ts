import { FolderObjectStore, type ObjectStore, parsePrefix } from '@parley/object-store';
import { join } from 'node:path';

/** Every bucket there could be, each a folder of its name below one folder: `ROOT/BUCKET/KEY`. Made at the first write. */
export class FolderBuckets implements ObjectStore {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  get(uri: string): Promise<Buffer> {
    return this.#of(uri).get(uri);
  }

  put(uri: string, body: Buffer | string): Promise<void> {
    return this.#of(uri).put(uri, body);
  }

  list(prefix: string): Promise<string[]> {
    return this.#of(prefix).list(prefix);
  }

  exists(uri: string): Promise<boolean> {
    return this.#of(uri).exists(uri);
  }

  remove(uri: string): Promise<void> {
    return this.#of(uri).remove(uri);
  }

  withFile<T>(uri: string, use: (path: string) => Promise<T>): Promise<T> {
    return this.#of(uri).withFile(uri, use);
  }

  putFile<T>(uri: string, make: (path: string) => Promise<T>): Promise<T> {
    return this.#of(uri).putFile(uri, make);
  }

  /** A bucket's name is checked by parsing: none can leave the root. */
  #of(uri: string): ObjectStore {
    const { bucket } = parsePrefix(uri);
    return new FolderObjectStore({ [bucket]: join(this.#root, bucket) });
  }
}
