import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Account } from '../accounts';
import { canonicalRequest } from './canonical-request';
import { expired, notYetCurrent, scopeDate, unknownKey, wrongBodyHash, wrongSignature } from './errors';
import { type Authorization, basicDate, parseAuthorization, timeOf } from './parse-authorization';
import { type SignedRequest, valuesOf } from './signed-request';

/** Who signed, and for which region and service. */
export interface Signer {
  account: string;
  region: string;
  service: string;
}

/** A signature that has been read and dated, but whose body has not been looked at. */
export interface PendingSignature {
  service: string;
  /** S3 signs the hash that its header declares, or that it declares none: its body need not be held in memory. */
  bodyMayStream: boolean;
  /**
   * @param bodyHash hex SHA-256 of the body; not given for one that streams
   * @throws ServerError if the signature or the body is another
   */
  verify(bodyHash?: string): Signer;
}

const WINDOW_MS = 15 * 60 * 1000;

/**
 * Reads a request's signature: known key, signed within a quarter of an hour of `now`.
 * @param accounts by access key
 * @throws ServerError with AWS's own name, status and text
 */
export function readSignature(request: SignedRequest, accounts: ReadonlyMap<string, Account>, now: number): PendingSignature {
  const authorization = parseAuthorization(request);
  const account = accounts.get(authorization.accessKey);
  if (!account) throw unknownKey();
  checkDates(authorization, now);
  const { region, service } = authorization;
  const declared = valuesOf(request.headers, 'x-amz-content-sha256').join(',');
  return {
    service,
    bodyMayStream: service === 's3',
    verify(bodyHash = declared) {
      const text = canonicalRequest(request, authorization.signedHeaders, bodyHash, service === 's3' ? 'once' : 'twice');
      if (!isSignatureOf(text, authorization, account.secret)) throw wrongSignature();
      if (declared !== '' && declared !== bodyHash) throw wrongBodyHash();
      return { account: account.id, region, service };
    },
  };
}

function checkDates({ scopeDate: scope, signedAt }: Authorization, now: number): void {
  const signed = timeOf(signedAt);
  if (signed < now - WINDOW_MS) throw expired(signedAt, basicDate(now), basicDate(now - WINDOW_MS));
  if (signed > now + WINDOW_MS) throw notYetCurrent(signedAt, basicDate(now), basicDate(now + WINDOW_MS));
  if (scope !== signedAt.slice(0, 8)) throw scopeDate(scope, signedAt);
}

/** In constant time, so that a wrong signature can't be guessed digit by digit. */
function isSignatureOf(canonical: string, { scopeDate: day, region, service, signedAt, signature }: Authorization, secret: string): boolean {
  const scope = `${day}/${region}/${service}/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', signedAt, scope, createHash('sha256').update(canonical).digest('hex')].join('\n');
  const key = [day, region, service, 'aws4_request'].reduce<Buffer>(hmac, Buffer.from(`AWS4${secret}`));
  return timingSafeEqual(hmac(key, toSign), Buffer.from(signature, 'hex'));
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
