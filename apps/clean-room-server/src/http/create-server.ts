import { Readable } from 'node:stream';
import type { WireResponse, WireService } from '@parley/clean-room-api';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Account } from '../accounts';
import { type PendingSignature, readSignature } from '../sigv4/verify-signature';
import { headerList, type SignedRequest } from '../sigv4/signed-request';
import { MOST_UPSTREAM_BYTES, readBody, sha256 } from './body';
import { errorAnswer } from './error-answer';
import { failed, noSuchControl, noSuchService } from './errors';
import { answerHeaders, forward } from './forward';
import { ServerError } from './server-error';

export interface ServerParts {
  /** By access key. */
  accounts: ReadonlyMap<string, Account>;
  /** By the service name of the credential scope. */
  services: Readonly<Record<string, WireService>>;
  /** Where requests for other services go. */
  upstream?: URL;
  /** Forgets all state. */
  reset: () => Promise<void>;
  /** The time now, for the age of signatures. */
  clock: () => Date;
  /** A new UUID for each request. */
  ids: () => string;
  /** Is told the cause of a 5xx, which no client sees. */
  onFault: (error: unknown, requestId: string) => void;
}

const OURS = '/_parley/';

/**
 * The HTTP server, not yet listening: every request is verified, then given to the service that its credential scope names.
 * `GET /_parley/health` alone needs no signature.
 */
export function createServer(parts: ServerParts): FastifyInstance {
  const app = fastify({
    forceCloseConnections: 'idle',
    genReqId: parts.ids,
    // A service routes its paths itself, undecoded: fastify would refuse or change some of them.
    rewriteUrl: ({ url = '' }) => (url.startsWith(OURS) ? url : '/'),
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));
  app.get(`${OURS}health`, (_request, reply) => reply.send({ status: 'ok' }));
  app.post(`${OURS}reset`, (request, reply) => reset(parts, request, reply));
  app.all(`${OURS}*`, () => Promise.reject(noSuchControl()));
  app.all('/', (request, reply) => serve(parts, request, reply));
  app.setNotFoundHandler((request, reply) => serve(parts, request, reply));
  app.setErrorHandler((error, request, reply) => sendError(parts, error, request, reply));
  return app;
}

async function serve(parts: ServerParts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const signed = signedRequest(request);
  const signature = readSignature(signed, parts.accounts, parts.clock().getTime());
  const service = Object.hasOwn(parts.services, signature.service) ? parts.services[signature.service] : undefined;
  if (!service) return serveUpstream(parts, signature, request, reply);
  const body = await readBody(request.raw);
  const signer = signature.verify(sha256(body));
  const caller = { account: signer.account, region: signer.region, requestId: request.id };
  return send(reply, request.id, await service({ ...signed, headers: joined(signed), body, caller }));
}

async function reset(parts: ServerParts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const signature = readSignature(signedRequest(request), parts.accounts, parts.clock().getTime());
  signature.verify(sha256(await readBody(request.raw)));
  await parts.reset();
  return send(reply, request.id, { status: 200, headers: { 'content-type': 'application/json' }, body: '{"status":"reset"}' });
}

async function serveUpstream({ upstream }: ServerParts, signature: PendingSignature, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  if (!upstream) throw noSuchService(signature.service);
  const whole = signature.bodyMayStream ? undefined : await readBody(request.raw, MOST_UPSTREAM_BYTES);
  const { account } = signature.verify(whole && sha256(whole));
  const body = whole ? Readable.from([whole]) : request.raw;
  const answer = await forward(upstream, { method: request.method, url: request.originalUrl, rawHeaders: request.raw.rawHeaders, body, account });
  return reply.code(answer.statusCode ?? 502).headers(answerHeaders(answer)).send(answer);
}

function sendError(parts: ServerParts, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = error instanceof ServerError ? error : failed(error);
  if (known.status >= 500) parts.onFault(known.cause, request.id);
  const { authorization, 'content-type': contentType } = request.headers;
  return send(reply, request.id, errorAnswer(known, { authorization, contentType, requestId: request.id }));
}

function send(reply: FastifyReply, requestId: string, { status, headers, body }: WireResponse): FastifyReply {
  return reply.code(status).headers({ ...headers, 'x-amzn-requestid': requestId }).send(body);
}

function signedRequest(request: FastifyRequest): SignedRequest {
  return { method: request.method, url: request.originalUrl, headers: headerList(request.raw.rawHeaders) };
}

function joined({ headers }: SignedRequest): Record<string, string> {
  const all: Record<string, string> = {};
  for (const [name, value] of headers) all[name] = Object.hasOwn(all, name) ? `${all[name]},${value}` : value;
  return all;
}
