import type { S3 } from '@aws-sdk/client-s3';
import { parseObjectUri } from '@parley/object-store';
import { objectUnreadable } from './errors';

/** The last bytes of an object, its whole length, and what changes when it does. */
export interface ObjectTail {
  bytes: Buffer;
  size: number;
  etag: string;
}

/** Reads the end of an object without the rest of it. */
export interface ObjectTails {
  /** @param uri where the object really lies */
  tail(uri: string, bytes: number): Promise<ObjectTail>;
}

/** By a ranged GET. Of the SDK only types are imported. */
export class S3Tails implements ObjectTails {
  constructor(private readonly s3: Pick<S3, 'getObject'>) {}

  /** @throws fault ATHENA_OBJECT_UNREADABLE */
  async tail(uri: string, bytes: number): Promise<ObjectTail> {
    const { bucket, key } = parseObjectUri(uri);
    try {
      const { Body, ContentRange = '', ETag = '' } = await this.s3.getObject({ Bucket: bucket, Key: key, Range: `bytes=-${bytes}` });
      const tail = Buffer.from((await Body?.transformToByteArray()) ?? []);
      // A range as long as the object may be answered with the whole of it, and no range.
      const size = Number(/\/(\d+)$/.exec(ContentRange)?.[1] ?? tail.length);
      return { bytes: tail, size, etag: ETag };
    } catch (error) {
      throw objectUnreadable(uri, error);
    }
  }
}
