import type { SuppressionList } from './campaign';

/**
 * Addresses never to send to. Case, blanks and Unicode form make no difference, unless `normalize` says otherwise;
 * what it can't read it returns as it is.
 */
export function suppressionList(addresses: Iterable<string>, normalize: (address: string) => string = fold): SuppressionList {
  const known = new Set([...addresses].map(normalize));
  return { has: (address) => known.has(normalize(address)) };
}

function fold(address: string): string {
  return address.normalize('NFKC').trim().toLowerCase();
}
