import type { Party } from '@parley/contract';
import type { IdentifierHash } from '@parley/identity';
import { normalizeUpload, type UploadOutcome, type UploadPorts } from '@parley/intake';
import type { ObjectStore } from '@parley/object-store';

/** EventBridge's "Object Created" event of S3, as far as it is read here (S3 User Guide, "EventBridge event message structure"). */
export interface ObjectCreated {
  /** When the object was put. */
  time: string;
  detail: { bucket: { name: string }; object: { key: string; size: number; 'version-id'?: string; etag?: string } };
}

export interface UploadHandlerProps {
  party: Party;
  counterpart: string;
  store: ObjectStore;
  hash: () => Promise<IdentifierHash>;
  announce?: UploadPorts['announce'];
  contacts?: UploadPorts['contacts'];
  forgotten?: UploadPorts['forgotten'];
}

/** One event, one upload. What it did goes to the log as one line of JSON, with no value of any row. A fault is thrown: Lambda tries again, then the event goes to the dead letters. */
export function uploadHandler({ party, counterpart, hash, ...ports }: UploadHandlerProps): (event: ObjectCreated) => Promise<UploadOutcome> {
  return async ({ time, detail: { bucket, object } }) => {
    const version = object['version-id'] ?? object.etag ?? '';
    const upload = { bucket: bucket.name, key: object.key, version, size: object.size, at: time };
    const outcome = await normalizeUpload({ ...ports, hash: await hash() }, party, counterpart, upload);
    process.stdout.write(`${JSON.stringify({ ...outcome, key: object.key, version })}\n`);
    return outcome;
  };
}
