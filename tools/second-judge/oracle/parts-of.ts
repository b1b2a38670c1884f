/** The parts of a query, at any depth, that are of a kind. */
export function partsOf<T>(part: unknown, isWanted: (part: { kind?: unknown }) => boolean): T[] {
  if (typeof part !== 'object' || part === null) return [];
  const deeper = Object.values(part).flatMap((one) => partsOf<T>(one, isWanted));
  return isWanted(part) ? [part as T, ...deeper] : deeper;
}
