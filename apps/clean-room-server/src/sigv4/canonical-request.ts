import { type HeaderList, type SignedRequest, valuesOf } from './signed-request';

/** S3 alone takes the path as it is; every other service normalises it and encodes it once more. */
export type PathStyle = 'once' | 'twice';

/**
 * The canonical request of Signature Version 4, as the AWS reference "Create a signed AWS API request" describes it.
 * @param bodyHash hex SHA-256 of the body, or the words that S3 takes in its place
 */
export function canonicalRequest(request: SignedRequest, signedHeaders: readonly string[], bodyHash: string, style: PathStyle): string {
  const [path = '', query = ''] = request.url.split(/\?(.*)/s);
  const sorted = signedHeaders.toSorted();
  const headers = sorted.map((name) => `${name}:${canonicalValue(request.headers, name)}\n`).join('');
  return [request.method, canonicalPath(path, style), canonicalQuery(query), headers, sorted.join(';'), bodyHash].join('\n');
}

function canonicalValue(headers: HeaderList, name: string): string {
  return valuesOf(headers, name)
    .map((value) => value.trim().replaceAll(/\s+/g, ' '))
    .join(',');
}

function canonicalPath(path: string, style: PathStyle): string {
  if (style === 'once') return path || '/';
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(encode(segment));
  }
  return `/${kept.join('/')}${kept.length > 0 && path.endsWith('/') ? '/' : ''}`;
}

function canonicalQuery(query: string): string {
  const pairs = query.split('&').filter((pair) => pair !== '');
  const encoded = pairs.map((pair) => {
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    return [encode(decode(name)), encode(decode(value))] as const;
  });
  return encoded
    .toSorted((one, other) => compare(one[0], other[0]) || compare(one[1], other[1]))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Percent-encodes all but the unreserved characters of RFC 3986. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
