import { type ObjectStore, objectUri, parseObjectUri, parsePrefix } from '@parley/object-store';

/** Where a bucket of the pipeline is: a real bucket, and what its keys begin with. */
export interface Place {
  bucket: string;
  /** Empty, or ends in `/`. */
  prefix: string;
}

/**
 * A store in which some buckets are places in others, so that runs share one bucket and steps need not know. Every other
 * bucket is itself.
 */
export function placedStore(store: ObjectStore, places: Readonly<Record<string, Place>>): ObjectStore {
  const at = locator(places);
  return {
    get: async (uri) => store.get(at(uri)),
    put: async (uri, body) => store.put(at(uri), body),
    exists: async (uri) => store.exists(at(uri)),
    remove: async (uri) => store.remove(at(uri)),
    withFile: async (uri, use) => store.withFile(at(uri), use),
    putFile: async (uri, make) => store.putFile(at(uri), make),
    list: async (prefix) => {
      const { bucket } = parsePrefix(prefix);
      const place = places[bucket];
      const found = await store.list(placed(prefix, parsePrefix(prefix), places));
      return place ? found.map((uri) => objectUri({ bucket, key: parseObjectUri(uri).key.slice(place.prefix.length) })) : found;
    },
  };
}

/** Where an object really is. */
export const locator = (places: Readonly<Record<string, Place>>) => (uri: string): string => placed(uri, parseObjectUri(uri), places);

function placed(uri: string, { bucket, key }: { bucket: string; key: string }, places: Readonly<Record<string, Place>>): string {
  const place = places[bucket];
  return place ? objectUri({ bucket: place.bucket, key: place.prefix + key }) : uri;
}
