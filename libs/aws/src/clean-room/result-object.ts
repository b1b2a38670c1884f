import type { ObjectStore } from '@parley/object-store';
import { resultInParts, resultMissing } from '../errors';

const DATA_FILE = /\.(csv|parquet)$/i;

/** The one object of a result. `location` is the object itself, or the prefix it lies below. Throws RESULT_MISSING, RESULT_IN_PARTS. */
export async function resultObject(location: string, store: ObjectStore): Promise<string> {
  if (DATA_FILE.test(location)) return location;
  const below = (await store.list(location.endsWith('/') ? location : `${location}/`)).filter((uri) => DATA_FILE.test(uri));
  const [only] = below;
  if (only === undefined) throw resultMissing(location);
  if (below.length > 1) throw resultInParts(location, below.length);
  return only;
}
