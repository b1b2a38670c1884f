import { type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { upstreamFailed } from './errors';

/** A request for a service that this server has not. */
export interface Forwarded {
  method: string;
  /** Path and query as they stood in the request line. */
  url: string;
  /** Names and values by turns, as Node gives them. */
  rawHeaders: readonly string[];
  body: Readable;
  /** Who signed it. */
  account: string;
}

/** They belong to one connection, not to the request. */
const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'te', 'trailer', 'transfer-encoding', 'upgrade', 'expect']);
/** Where moto reads the account of a request; an access key of ours means nothing to it. */
const ACCOUNT_HEADER = 'x-moto-account-id';

/**
 * Hands a request on as it is, in a stream, with the header that tells moto the account. A client's own header of that
 * name is dropped: the signature decides.
 * @throws ServerError ServiceUnavailableException if nothing answers
 */
export async function forward(upstream: URL, { method, url, rawHeaders, body, account }: Forwarded): Promise<IncomingMessage> {
  const send = upstream.protocol === 'https:' ? httpsRequest : httpRequest;
  const headers = [...kept(rawHeaders), ACCOUNT_HEADER, account];
  const outgoing = send(upstream, { method, path: url, headers, setHost: false });
  const answered = new Promise<IncomingMessage>((resolve, reject) => outgoing.once('response', resolve).once('error', reject));
  // A body that ends early fails the promise of the answer as well; its own failure says nothing more.
  pipeline(body, outgoing).catch(() => outgoing.destroy());
  return answered.catch((error: unknown) => {
    throw upstreamFailed(error);
  });
}

/** The headers of an upstream's answer that go to the client. */
export function answerHeaders({ headers }: IncomingMessage): Record<string, string | string[]> {
  const pairs = Object.entries(headers).flatMap(([name, value]) => (value === undefined || HOP_BY_HOP.has(name) ? [] : [[name, value] as const]));
  return Object.fromEntries(pairs);
}

function kept(raw: readonly string[]): string[] {
  return raw.flatMap((name, index) => {
    const dropped = HOP_BY_HOP.has(name.toLowerCase()) || name.toLowerCase() === ACCOUNT_HEADER;
    return index % 2 === 1 || dropped ? [] : [name, raw[index + 1] ?? ''];
  });
}
