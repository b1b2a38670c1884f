/** Parts of at most `most` items and `mostBytes` bytes, in order. An item alone above the limit has a part of its own. */
export function batches<T>(items: readonly T[], most: number, mostBytes = Number.POSITIVE_INFINITY, bytesOf: (item: T) => number = () => 0): T[][] {
  const parts: T[][] = [];
  let bytes = 0;
  for (const item of items) {
    const size = bytesOf(item);
    const last = parts.at(-1);
    if (!last || last.length === most || bytes + size > mostBytes) {
      parts.push([item]);
      bytes = size;
    } else {
      last.push(item);
      bytes += size;
    }
  }
  return parts;
}
