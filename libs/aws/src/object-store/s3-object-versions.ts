import type { ListObjectVersionsCommandOutput, S3 } from '@aws-sdk/client-s3';
import { type ObjectVersions, objectUri, type OldVersion, parseObjectUri, parsePrefix } from '@parley/object-store';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { awsError } from '../errors';

export interface S3ObjectVersionsOptions {
  client: S3;
  /** Versions that a listing asks for at a time; S3 gives 1000 at most. */
  pageSize?: number;
}

interface Version {
  uri: string;
  version: string;
  newest: boolean;
  /** Says that the object was removed, and holds nothing. */
  marker: boolean;
}

/** Versions of objects in S3. A version's removal leaves no delete marker, and what it was is gone. */
export class S3ObjectVersions implements ObjectVersions {
  readonly #client: S3;
  readonly #pageSize: number;

  constructor({ client, pageSize = 1000 }: S3ObjectVersionsOptions) {
    this.#client = client;
    this.#pageSize = pageSize;
  }

  async listOld(prefix: string): Promise<OldVersion[]> {
    const old: OldVersion[] = [];
    for await (const { uri, version, newest, marker } of this.#all(prefix)) if (!newest && !marker) old.push({ uri, version });
    return old;
  }

  async withOld<T>({ uri, version }: OldVersion, use: (path: string) => Promise<T>): Promise<T> {
    const { bucket, key } = parseObjectUri(uri);
    const folder = await mkdtemp(join(tmpdir(), 'parley-s3-version-'));
    const path = join(folder, basename(key));
    try {
      await this.#call('GetObject', uri, async () => {
        const { Body } = await this.#client.getObject({ Bucket: bucket, Key: key, VersionId: version });
        await pipeline(Body as Readable, createWriteStream(path));
      });
      return await use(path);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async removeOld({ uri, version }: OldVersion): Promise<void> {
    const { bucket, key } = parseObjectUri(uri);
    await this.#call('DeleteObject', uri, () => this.#client.deleteObject({ Bucket: bucket, Key: key, VersionId: version }));
  }

  async removeWhole(uri: string): Promise<void> {
    const versions: Version[] = [];
    for await (const version of this.#all(uri)) if (version.uri === uri) versions.push(version);
    const newestLast = [...versions.filter(({ newest }) => !newest), ...versions.filter(({ newest }) => newest)];
    for (const version of newestLast) await this.removeOld(version);
  }

  async *#all(prefix: string): AsyncGenerator<Version> {
    const { bucket, key } = parsePrefix(prefix);
    let from: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {};
    while (from) {
      const page: ListObjectVersionsCommandOutput = await this.#call('ListObjectVersions', prefix, () => this.#client.listObjectVersions({ Bucket: bucket, Prefix: key, MaxKeys: this.#pageSize, ...from }));
      const found = [...(page.Versions ?? []).map((one) => ({ ...one, marker: false })), ...(page.DeleteMarkers ?? []).map((one) => ({ ...one, marker: true }))];
      for (const { Key = '', VersionId: version = '', IsLatest: newest = false, marker } of found) if (!Key.endsWith('/')) yield { uri: objectUri({ bucket, key: Key }), version, newest, marker };
      from = page.IsTruncated ? { ...(page.NextKeyMarker === undefined ? {} : { KeyMarker: page.NextKeyMarker }), ...(page.NextVersionIdMarker === undefined ? {} : { VersionIdMarker: page.NextVersionIdMarker }) } : undefined;
    }
  }

  async #call<T>(operation: string, uri: string, send: () => Promise<T>): Promise<T> {
    try {
      return await send();
    } catch (error) {
      throw awsError(`S3 ${operation} ${uri}`, error);
    }
  }
}
