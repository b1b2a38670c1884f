/** What a signature is reckoned from. */
export interface SignedRequest {
  method: string;
  /** Path and query as they stood in the request line. */
  url: string;
  headers: HeaderList;
}

/** A request's headers as they came, names in lower case, duplicates kept in order. */
export type HeaderList = readonly (readonly [name: string, value: string])[];

/** Pairs Node's flat list of names and values. Node reads header bytes as Latin-1; signers write UTF-8. */
export function headerList(raw: readonly string[]): HeaderList {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name.toLowerCase(), fromBytes(raw[index + 1] ?? '')] as const] : []));
}

/** All values of a header. */
export function valuesOf(headers: HeaderList, name: string): string[] {
  return headers.filter(([one]) => one === name).map(([, value]) => value);
}

function fromBytes(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8');
}
