import { operationModels } from '@parley/clean-room-api';
import fc from 'fast-check';
import { signRequest } from '../../../apps/clean-room-server/src/testing/sign-request';

/** Bytes for a socket. */
export type Hostile = string;

const ID = '0b8d2f5e-5f7a-4c52-9b36-1d2c3e4f5a6b';
const account = { id: '111111111111', accessKey: '111111111111', secret: 'bench-secret' };

/** Requests as no client sends them: bent JSON well signed, bent signatures, bent HTTP. Seeded. */
export function hostileRequests(count: number, seed: number): Hostile[] {
  return fc.sample(fc.oneof({ weight: 5, arbitrary: signed }, { weight: 2, arbitrary: bentHeaders }, { weight: 1, arbitrary: noHttp }), { numRuns: count, seed });
}

const odd = fc.constantFrom('', '%', '%00', '%zz', '..', '%2e%2e%2f', '__proto__', 'constructor', 'é', 'a'.repeat(300), ID);
const leaf = fc.oneof(fc.constantFrom<unknown>(null, true, -1, 1e308, 0.1, '', '\0', '\ud800', ID, account.id, 'ANY_QUERY'), fc.string({ maxLength: 12 }));

const signed = fc.constantFrom(...operationModels.values()).chain(({ method, template, input }) => {
  const name = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...Object.keys(input.getMemberSchemas()), 'v1', 'custom', 'list', 'glue', 's3') }, { weight: 1, arbitrary: odd });
  const { node } = fc.letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof({ depthSize: 'small', maxDepth: 4 }, leaf, fc.dictionary(name, tie('node'), { maxKeys: 4 }), fc.array(tie('node'), { maxLength: 3 })),
  }));
  const path = fc.oneof({ weight: 3, arbitrary: fc.constant(ID) }, { weight: 1, arbitrary: odd }).map((label) => template.replaceAll(/\{\w+\}/g, encodeURI(label)));
  const body = fc.oneof({ weight: 5, arbitrary: fc.dictionary(name, node, { maxKeys: 5 }).map((members) => JSON.stringify(members)) }, { weight: 1, arbitrary: fc.string({ maxLength: 40 }) });
  const query = fc.oneof({ weight: 3, arbitrary: fc.constant('') }, { weight: 1, arbitrary: odd.map((value) => `?maxResults=${encodeURI(value)}&nextToken=${encodeURI(value)}&tagKeys=`) });
  return fc.record({ path, query, body }).map(({ path: at, query: asked, body: text }) => {
    const bytes = Buffer.from(text);
    return asText(method, at + asked, signRequest({ method, url: at + asked, headers: { host: 'x' }, body: bytes }, account), text);
  });
});

const headerValue = fc.oneof(odd, fc.constantFrom('AWS4-HMAC-SHA256', 'AWS4-HMAC-SHA256 Credential=/////,SignedHeaders=;;,Signature=', 'AWS4-HMAC-SHA256 Credential=a/20300101/r/cleanrooms/aws4_request,SignedHeaders=host,Signature=00'));

const bentHeaders = fc
  .record({ method: fc.constantFrom('GET', 'POST', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'NONSENSE'), path: odd, authorization: headerValue, date: headerValue, length: fc.constantFrom('0', '5', '-1', 'x', '99999999999') })
  .map(({ method, path, authorization, date, length }) => `${method} /${path} HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization}\r\nx-amz-date: ${date}\r\ncontent-length: ${length}\r\nconnection: close\r\n\r\n`);

const noHttp = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('GET', 'GET / HTTP/9.9\r\n\r\n', 'POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n', `GET / HTTP/1.1\r\n${'a: b\r\n'.repeat(3000)}\r\n`, 'CONNECT x:1 HTTP/1.1\r\n\r\n', 'GET / HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n'),
);

function asText(method: string, url: string, headers: Readonly<Record<string, string>>, body: string): Hostile {
  const all = { ...headers, 'content-length': String(Buffer.byteLength(body)), connection: 'close' };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${url} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}
