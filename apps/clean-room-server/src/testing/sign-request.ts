import { createHash, createHmac } from 'node:crypto';
import { canonicalRequest } from '../sigv4/canonical-request';
import { basicDate } from '../sigv4/parse-authorization';
import type { Account } from '../accounts';

export interface Unsigned {
  method: string;
  url: string;
  /** In lower case. */
  headers: Readonly<Record<string, string>>;
  body: string | Buffer;
}

export interface Signing {
  time?: number;
  region?: string;
  service?: string;
}

/** Signs by hand what no client would send. That the signature is AWS's own is proven by real clients and by AWS's vectors. */
export function signRequest({ method, url, headers, body }: Unsigned, { accessKey, secret }: Account, signing: Signing = {}): Record<string, string> {
  const { time = Date.now(), region = 'eu-west-1', service = 'cleanrooms' } = signing;
  const date = basicDate(time);
  const all: Record<string, string> = { ...headers, 'x-amz-date': date };
  const names = Object.keys(all).toSorted();
  const bodyHash = createHash('sha256').update(body).digest('hex');
  const canonical = canonicalRequest({ method, url, headers: Object.entries(all) }, names, bodyHash, service === 's3' ? 'once' : 'twice');
  const scope = [date.slice(0, 8), region, service, 'aws4_request'];
  const key = scope.reduce<Buffer>((last, part) => createHmac('sha256', last).update(part).digest(), Buffer.from(`AWS4${secret}`));
  const toSign = ['AWS4-HMAC-SHA256', date, scope.join('/'), createHash('sha256').update(canonical).digest('hex')].join('\n');
  const signature = createHmac('sha256', key).update(toSign).digest('hex');
  return { ...all, authorization: `AWS4-HMAC-SHA256 Credential=${accessKey}/${scope.join('/')}, SignedHeaders=${names.join(';')}, Signature=${signature}` };
}
