import type { ObjectStore } from '@parley/object-store';

/**
 * A store that puts what it writes again below `from` to below `to`, and takes the old object away: where an arrival is told of, an
 * object in its old place would be taken for a new one. Killed between the two, the old one is there still.
 */
export function movedStore(store: ObjectStore, from: string, to: string): ObjectStore {
  return {
    get: (uri) => store.get(uri),
    put: (uri, body) => store.put(uri, body),
    list: (prefix) => store.list(prefix),
    exists: (uri) => store.exists(uri),
    remove: (uri) => store.remove(uri),
    withFile: (uri, use) => store.withFile(uri, use),
    putFile: async (uri, make) => {
      if (!uri.startsWith(from)) return store.putFile(uri, make);
      const made = await store.putFile(to + uri.slice(from.length), make);
      await store.remove(uri);
      return made;
    },
  };
}
