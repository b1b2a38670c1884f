import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { S3 } from '@aws-sdk/client-s3';
import { sendRaw } from '../testing/send-raw';
import { signRequest } from '../testing/sign-request';
import { P, Q, startTestServer } from '../testing/start-test-server';

interface Seen {
  method?: string;
  url?: string;
  headers: IncomingMessage['headers'];
  body: string;
}

let upstream: Server;
let server: Awaited<ReturnType<typeof startTestServer>>;
const seen: Seen[] = [];

beforeAll(async () => {
  upstream = createServer((request, response) => {
    const { method, url, headers } = request;
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      seen.push({ method, url, headers, body });
      response.writeHead(203, { 'content-type': 'application/octet-stream', 'x-made-by': 'upstream' }).end('answered');
    });
  });
  await new Promise<void>((done) => upstream.listen(0, '127.0.0.1', done));
  server = await startTestServer({ upstream: new URL(`http://127.0.0.1:${(upstream.address() as AddressInfo).port}`) });
});
afterAll(async () => {
  await server.stop();
  upstream.close();
});
beforeEach(() => void (seen.length = 0));

it('hands a request for another service on whole, as the account that signed it', async () => {
  const unsigned = { method: 'POST', url: '/x%2Fy?b=1&a', headers: { host: 'glue.local', 'content-type': 'application/x-amz-json-1.1', 'x-moto-account-id': Q.id }, body: '{"a":1}' };
  const answer = await sendRaw(server.port, 'POST', unsigned.url, signRequest(unsigned, P, { service: 'glue' }), unsigned.body);
  expect(answer).toMatchObject({ status: 203, body: 'answered', headers: { 'x-made-by': 'upstream' } });
  expect(seen).toEqual([expect.objectContaining({ method: 'POST', url: '/x%2Fy?b=1&a', body: '{"a":1}' })]);
  expect(seen[0]?.headers).toMatchObject({ host: 'glue.local', 'x-moto-account-id': P.id, authorization: expect.stringContaining(P.accessKey) });
});

it('streams what S3 clients send, and takes their path as it is', async () => {
  const s3 = new S3({ endpoint: server.url, region: 'eu-west-1', forcePathStyle: true, credentials: { accessKeyId: Q.accessKey, secretAccessKey: Q.secret } });
  const body = 'x'.repeat(6 * 1024 * 1024); // larger than any body that is held in memory
  await s3.putObject({ Bucket: 'bucket', Key: 'a b/ü+(1).csv', Body: body });
  expect(seen[0]).toMatchObject({ method: 'PUT', url: expect.stringContaining('/bucket/a%20b/%C3%BC%2B%281%29.csv') });
  expect(seen[0]?.body).toContain(body);
  expect(seen[0]?.headers['x-moto-account-id']).toBe(Q.id);
});

it('hands nothing on that is not signed, and says why in the client’s own protocol', async () => {
  const unsigned = { method: 'POST', url: '/', headers: { host: 'x', 'content-type': 'application/x-www-form-urlencoded' }, body: 'Action=GetCallerIdentity' };
  const wrong = { ...P, secret: 'wrong' };
  const sts = await sendRaw(server.port, 'POST', '/', signRequest(unsigned, wrong, { service: 'sts' }), unsigned.body);
  expect(sts).toMatchObject({ status: 403, body: expect.stringContaining('<ErrorResponse><Error><Type>Sender</Type><Code>InvalidSignatureException</Code>') });
  const s3 = new S3({ endpoint: server.url, region: 'eu-west-1', forcePathStyle: true, credentials: { accessKeyId: P.accessKey, secretAccessKey: 'wrong' } });
  await expect(s3.listBuckets()).rejects.toMatchObject({ name: 'InvalidSignatureException' });
  expect(seen).toEqual([]);
});

it('says so when nothing answers', async () => {
  const alone = await startTestServer({ upstream: new URL('http://127.0.0.1:9') });
  const unsigned = { method: 'GET', url: '/', headers: { host: 'x' }, body: '' };
  const answer = await sendRaw(alone.port, 'GET', '/', signRequest(unsigned, P, { service: 'glue' }));
  await alone.stop();
  expect([answer.status, answer.headers['x-amzn-errortype']]).toEqual([502, 'ServiceUnavailableException']);
  expect(alone.faults).toEqual([expect.objectContaining({ code: 'ECONNREFUSED' })]);
});
