import type { ObjectStore } from '@parley/object-store';

/** A store in which some objects come from another: the partner's own files stay where they are, and are not copied. */
export function withObjectsFrom(other: ObjectStore, uris: ReadonlySet<string>, store: ObjectStore): ObjectStore {
  const holding = (uri: string): ObjectStore => (uris.has(uri) ? other : store);
  return {
    get: (uri) => holding(uri).get(uri),
    put: (uri, body) => holding(uri).put(uri, body),
    list: (prefix) => store.list(prefix),
    exists: (uri) => holding(uri).exists(uri),
    remove: (uri) => holding(uri).remove(uri),
    withFile: (uri, use) => holding(uri).withFile(uri, use),
    putFile: (uri, make) => holding(uri).putFile(uri, make),
  };
}
