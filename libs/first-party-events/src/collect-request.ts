import { collect, type CollectAnswer, type CollectPorts } from './collect';

export interface CollectRequest {
  method: string;
  /** Of the page that sends it; absent where no browser does. */
  origin: string | undefined;
  body: string;
}

export interface CollectResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
  counts: CollectAnswer['counts'];
}

/**
 * Answers a request of a browser or a server. Pages of other origins than `origins` (such as `https://shop.example`) are
 * refused, all of them where none is named. No cookie is set or read.
 */
export async function collectRequest({ method, origin, body }: CollectRequest, origins: readonly string[], ports: CollectPorts): Promise<CollectResponse> {
  if (origin !== undefined && !origins.includes(origin)) return respond(undefined, 403, { message: 'this origin may not send events: the collector names those that may' });
  if (method === 'OPTIONS') return { status: 204, headers: { ...headers(origin), ...PREFLIGHT }, body: '', counts: NONE };
  if (method !== 'POST') return respond(origin, 405, { message: 'send events with POST' });
  const answer = await collect(body, ports);
  return respond(origin, answer.status, answer.body, answer.counts);
}

const NONE = { accepted: 0, refused: 0, tryAgain: 0 };
const PREFLIGHT = { 'access-control-allow-methods': 'POST', 'access-control-allow-headers': 'content-type', 'access-control-max-age': '86400' };

function respond(origin: string | undefined, status: number, body: object, counts: CollectAnswer['counts'] = NONE): CollectResponse {
  return { status, headers: { ...headers(origin), 'content-type': 'application/json' }, body: JSON.stringify(body), counts };
}

function headers(origin: string | undefined): Record<string, string> {
  return { 'cache-control': 'no-store', vary: 'origin', ...(origin === undefined ? {} : { 'access-control-allow-origin': origin }) };
}
