/**
 * The port to objects. A URI is `s3://bucket/key` in both places; on a laptop a bucket is a folder.
 * `put` is atomic: a reader sees the old object, or the whole new one.
 */
export interface ObjectStore {
  get(uri: string): Promise<Buffer>;
  put(uri: string, body: Buffer | string): Promise<void>;
  /** URIs below a prefix, sorted. */
  list(prefix: string): Promise<string[]>;
  exists(uri: string): Promise<boolean>;
  remove(uri: string): Promise<void>;
  /** Gives `use` a local file with the object's bytes, for tools that read files. */
  withFile<T>(uri: string, use: (path: string) => Promise<T>): Promise<T>;
  /** Lets `make` write a local file, then stores it whole. Nothing is stored if `make` throws. */
  putFile<T>(uri: string, make: (path: string) => Promise<T>): Promise<T>;
}
