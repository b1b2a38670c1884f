import cases from './malformed-requests.cases.json';
import { sendRaw } from './testing/send-raw';
import { signRequest } from './testing/sign-request';
import { P, startTestServer } from './testing/start-test-server';

interface Case {
  name: string;
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string;
  bodyBase64?: string;
  key?: string;
  secret?: string;
  service?: string;
  minutes?: number;
  /** After signing: headers left out, changed or sent twice, and another text in the Authorization header. */
  drop?: string[];
  set?: Record<string, string>;
  twice?: string;
  replaceAuthorization?: string[];
  sentMethod?: string;
  sentPath?: string;
  sentBody?: string;
  expect: { status: number; code?: string; message?: string; fields?: string[] };
}

const NOON = Date.UTC(2030, 0, 1, 12);
const TABLE = '{"name":"t","allowedColumns":["a"],"analysisMethod":"DIRECT_QUERY","tableReference":{"glue":{"tableName":"t","databaseName":"d"}}}';
let server: Awaited<ReturnType<typeof startTestServer>>;
let resets = 0;

beforeAll(async () => {
  server = await startTestServer({ clock: () => new Date(NOON), reset: countReset });
});
afterAll(() => server.stop());

it.each(cases as Case[])('$name', async (one) => {
  const answer = await send(one);
  const { status, code, message = '', fields } = one.expect;
  expect([answer.status, answer.headers['x-amzn-errortype']]).toEqual([status, code]);
  expect(answer.headers['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/);
  const body: { message?: string; fieldList?: { name: string }[] } = JSON.parse(answer.body);
  if (code) expect(body.message).toContain(message);
  expect(body.fieldList?.map(({ name }) => name).toSorted()).toEqual(fields?.toSorted());
});

it('hears what is right, and forgets at a signed word alone', async () => {
  const health = await sendRaw(server.port, 'GET', '/_parley/health', { host: 'localhost' });
  expect([health.status, health.body]).toEqual([200, '{"status":"ok"}']);
  expect(resets).toBe(0);
  expect((await send({ name: '', path: '/_parley/reset', body: '', expect: { status: 200 } })).status).toBe(200);
  expect(resets).toBe(1);
});

it('answers a body that is too large, and one that is nested too deep', async () => {
  const large = await send({ name: '', body: ' '.repeat(5 * 1024 * 1024), expect: { status: 413 } });
  expect([large.status, large.headers['x-amzn-errortype']]).toEqual([413, 'RequestEntityTooLargeException']);
  const deep = await send({ name: '', body: `{"name":${'['.repeat(1_000_000)}`, expect: { status: 400 } });
  expect([deep.status, deep.headers['x-amzn-errortype']]).toEqual([400, 'SerializationException']);
});

function countReset(): Promise<void> {
  resets += 1;
  return Promise.resolve();
}

function send(one: Case) {
  const { method = 'POST', path = '/configuredTables', headers = {}, body = TABLE, key = P.accessKey, secret = P.secret, minutes = 0, service } = one;
  const bytes = one.bodyBase64 === undefined ? Buffer.from(body) : Buffer.from(one.bodyBase64, 'base64');
  const unsigned = { method, url: path, headers: { host: `127.0.0.1:${server.port}`, 'content-type': 'application/json', ...headers }, body: bytes };
  const signed = signRequest(unsigned, { id: P.id, accessKey: key, secret }, { time: NOON + minutes * 60_000, service });
  const [from = '', to = ''] = one.replaceAuthorization ?? [];
  const changed = { ...signed, authorization: signed.authorization?.replace(from, to) ?? '', ...one.set };
  const kept = Object.entries(changed).filter(([name]) => !one.drop?.includes(name));
  const list = kept.flatMap(([name, value]) => (name === one.twice ? [name, value, name, value] : [name, value]));
  return sendRaw(server.port, one.sentMethod ?? method, one.sentPath ?? path, list, one.sentBody ?? bytes);
}
