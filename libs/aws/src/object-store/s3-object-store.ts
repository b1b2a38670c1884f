import type { GetObjectCommandOutput, S3 } from '@aws-sdk/client-s3';
import { objectMissing, type ObjectStore, objectUri, parseObjectUri, parsePrefix, unknownBucket } from '@parley/object-store';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { awsError, awsFailure, objectTooLarge } from '../errors';

const MAX_PUT_BYTES = 5 * 1024 ** 3;

export interface S3ObjectStoreOptions {
  /** With the region, endpoint and credentials to use. */
  client: S3;
  /** Where files lie while they are written or read; the system's own unless told. */
  scratch?: string;
  /** Keys a listing asks for at a time; S3 gives 1000 at most. */
  pageSize?: number;
}

export interface S3Version {
  uri: string;
  etag: string;
}

/**
 * Objects in S3. A PUT is atomic there, so `put` and `putFile` are. Of the SDK only types are imported: who has no use for S3
 * does not load its client.
 *
 * Errors: OBJECT_URI_INVALID, OBJECT_BUCKET_UNKNOWN, OBJECT_NOT_FOUND, OBJECT_TOO_LARGE, AWS_ACCESS_DENIED, AWS_CREDENTIALS
 * (input); AWS_FAILED (fault). `exists` lists: for a key that is missing HeadObject is refused to a role that may list below prefixes alone.
 */
export class S3ObjectStore implements ObjectStore {
  readonly #client: S3;
  readonly #scratch: string;
  readonly #pageSize: number;

  constructor({ client, scratch, pageSize }: S3ObjectStoreOptions) {
    this.#client = client;
    this.#scratch = scratch ?? tmpdir();
    this.#pageSize = pageSize ?? 1000;
  }

  async get(uri: string): Promise<Buffer> {
    return this.#reading(uri, async (body) => Buffer.from(await body.transformToByteArray()));
  }

  async put(uri: string, body: Buffer | string): Promise<void> {
    const { bucket, key } = parseObjectUri(uri);
    const bytes = Buffer.from(body);
    await this.#call('PutObject', uri, () => this.#client.putObject({ Bucket: bucket, Key: key, Body: bytes, ContentLength: bytes.length }));
  }

  async list(prefix: string): Promise<string[]> {
    return (await this.listVersions(prefix)).map(({ uri }) => uri);
  }

  /** As `list`, each with what changes when the object does. */
  async listVersions(prefix: string): Promise<S3Version[]> {
    const { bucket, key } = parsePrefix(prefix);
    return this.#call('ListObjectsV2', prefix, async () => {
      const found: S3Version[] = [];
      for await (const { Contents } of this.#client.paginateListObjectsV2({ Bucket: bucket, Prefix: key }, { pageSize: this.#pageSize })) {
        for (const { Key, ETag = '' } of Contents ?? []) if (Key !== undefined && !isFolderMark(Key)) found.push({ uri: objectUri({ bucket, key: Key }), etag: ETag });
      }
      return found;
    });
  }

  async exists(uri: string): Promise<boolean> {
    const { bucket, key } = parseObjectUri(uri);
    const { Contents = [] } = await this.#call('ListObjectsV2', uri, () => this.#client.listObjectsV2({ Bucket: bucket, Prefix: key, MaxKeys: 1 }));
    return Contents[0]?.Key === key; // the first of those that begin so, in the order of keys
  }

  async remove(uri: string): Promise<void> {
    const { bucket, key } = parseObjectUri(uri);
    await this.#call('DeleteObject', uri, () => this.#client.deleteObject({ Bucket: bucket, Key: key }));
  }

  async withFile<T>(uri: string, use: (path: string) => Promise<T>): Promise<T> {
    return this.#withScratchFile(uri, async (path) => {
      await this.#reading(uri, (body) => pipeline(asReadable(body), createWriteStream(path)));
      return use(path);
    });
  }

  async putFile<T>(uri: string, make: (path: string) => Promise<T>): Promise<T> {
    const { bucket, key } = parseObjectUri(uri);
    return this.#withScratchFile(uri, async (path) => {
      const made = await make(path);
      const { size } = await stat(path);
      if (size > MAX_PUT_BYTES) throw objectTooLarge(uri, size);
      const put = () => this.#client.putObject({ Bucket: bucket, Key: key, Body: createReadStream(path), ContentLength: size });
      await this.#call('PutObject', uri, put);
      return made;
    });
  }

  /** The last part of the key is the file's name: tools go by its ending. */
  async #withScratchFile<T>(uri: string, use: (path: string) => Promise<T>): Promise<T> {
    const name = basename(parseObjectUri(uri).key);
    const folder = await mkdtemp(join(this.#scratch, 'parley-s3-'));
    try {
      return await use(join(folder, name));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async #reading<T>(uri: string, read: (body: Body) => Promise<T>): Promise<T> {
    const { bucket, key } = parseObjectUri(uri);
    return this.#call('GetObject', uri, async () => {
      const { Body } = await this.#client.getObject({ Bucket: bucket, Key: key });
      return read(Body as Body);
    });
  }

  async #call<T>(operation: string, uri: string, send: () => Promise<T>): Promise<T> {
    try {
      return await send();
    } catch (error) {
      const { name } = awsFailure(error);
      if (name === 'NoSuchKey') throw objectMissing(uri);
      if (name === 'NoSuchBucket') throw unknownBucket(parsePrefix(uri).bucket, []);
      throw awsError(`S3 ${operation} ${uri}`, error);
    }
  }
}

type Body = NonNullable<GetObjectCommandOutput['Body']>;

function asReadable(body: Body): Readable {
  return body instanceof Readable ? body : Readable.fromWeb(body.transformToWebStream());
}

/** What the S3 console makes when someone creates a folder. */
function isFolderMark(key: string): boolean {
  return key.endsWith('/');
}
