import { SecretsManager } from '@aws-sdk/client-secrets-manager';
import { activateCampaign, recipientSubjects, UnsubscribeKeys } from '@parley/activation';
import { DynamoSuppressionStore, type ItemTable, unsubscribeKeys } from '@parley/aws-activation';
import { describeWith, motoClient } from '@parley/testing';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeFiles, makeActivation, makePeople } from '../../../libs/activation/src/testing/make-activation';
import { tablesOfSuite } from '../../../libs/aws-activation/src/testing/test-tables';
import { readEnvironment } from './environment';
import { rememberedKeys } from './remembered-keys';
import fixture from './request.event.json';
import cases from './requests.cases.json';
import { unsubscribeHandler } from './unsubscribe-handler';

const [OLD, NEW, FOREIGN] = ['07', '09', '08'].map((byte) => byte.repeat(32));
const keysOf = (...lines: (string | undefined)[]): UnsubscribeKeys => UnsubscribeKeys.parse(lines.join('\n'), 'a test');
const keys = keysOf(OLD);
const token = keys.token('customer-1', 'spring', 'marketing');
const [, signature = ''] = token.split('.');
const TOKENS: Record<string, string | undefined> = {
  good: token,
  empty: '',
  cut: token.slice(0, -4),
  swapped: `${keys.token('customer-2', 'spring', 'marketing').split('.')[0]}.${signature}`,
  forged: keysOf(FOREIGN).token('customer-1', 'spring', 'marketing'),
  long: `${'a'.repeat(5000)}.${signature}`,
};

function request(one: Partial<(typeof cases)[number]>, given?: string): APIGatewayProxyEventV2 {
  const { method = 'POST', headers = fixture.headers, body = fixture.body, base64 = false, token: which = 'good', query = {}, pad = 0 } = one;
  const t = given ?? TOKENS[which];
  return {
    ...fixture,
    headers: headers as Record<string, string>,
    requestContext: { ...fixture.requestContext, http: { ...fixture.requestContext.http, method } },
    queryStringParameters: { ...query, ...(t === undefined ? {} : { t }) },
    body: body + 'x'.repeat(pad),
    isBase64Encoded: base64,
  };
}

describeWith('moto', 'unsubscribing', () => {
  const suite = tablesOfSuite();
  let secrets: SecretsManager;
  let arn: string;
  const logged: object[] = [];
  beforeAll(async () => {
    secrets = new SecretsManager(motoClient(suite.endpoint));
    arn = (await secrets.createSecret({ Name: 'parley/unsubscribe-key', SecretString: OLD })).ARN ?? '';
  }, 60_000);
  afterAll(() => secrets.destroy());

  const [subject = ''] = recipientSubjects(keys, 'marketing', 'customer-1');
  const handlerOn = (table: ItemTable, secret = arn, clock = () => new Date('2026-07-01T12:00:00Z')) =>
    unsubscribeHandler({ suppressions: new DynamoSuppressionStore(table), keys: rememberedKeys(unsubscribeKeys(secrets, secret), clock), clock, logger: { info: (_message, facts) => logged.push(facts) } });

  it.each(cases)('$title: $status', async (one) => {
    const table = await suite.tables.make();
    const response = await handlerOn(table)(request(one));
    expect(response.statusCode).toBe(one.status);
    expect(await new DynamoSuppressionStore(table).suppressed([subject])).toEqual(new Set(one.suppresses ? [subject] : []));
    expect(JSON.stringify(response).toLowerCase()).not.toContain('cookie');
  });

  it('does the same again, and says nothing of the person in its log', async () => {
    const table = await suite.tables.make();
    const handle = handlerOn(table);
    expect(await handle(request({}))).toEqual(await handle(request({})));
    expect(logged.at(-1)).toEqual({ list: 'marketing', campaign: 'spring' });
  });

  it('shows a page whose form sends the one click, and nothing but itself', async () => {
    const table = await suite.tables.make();
    const handle = handlerOn(table);
    const { body = '', headers } = await handle(request({ method: 'GET' }));
    const [, action = ''] = /<form method="post" action="\?([^"]+)"/.exec(body) ?? [];
    const [, name = '', value = ''] = /<input type="hidden" name="([^"]+)" value="([^"]+)">/.exec(body) ?? [];
    const sent = { ...request({ body: new URLSearchParams({ [name]: value }).toString() }), queryStringParameters: Object.fromEntries(new URLSearchParams(action)) };
    expect((await handle(sent)).statusCode).toBe(200);
    expect(await new DynamoSuppressionStore(table).suppressed([subject])).toEqual(new Set([subject]));
    expect(headers).toMatchObject({ 'content-security-policy': expect.stringContaining("default-src 'none'"), 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    expect(body).not.toMatch(/https?:|<script|src=/);
  });

  it('tells all that is wrong with a link in the same words', async () => {
    const handle = handlerOn(await suite.tables.make());
    const bodies = await Promise.all(['none', 'cut', 'forged', 'swapped'].map(async (which) => (await handle(request({ token: which }))).body));
    expect(new Set(bodies).size).toBe(1);
  });

  it('fails, to be tried again, where the store or the key is not there; the key is in no error', async () => {
    const gone = await suite.tables.make();
    await suite.tables.drop(gone.name);
    await expect(handlerOn(gone)(request({}))).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    const { ARN = '' } = await secrets.createSecret({ Name: 'parley/no-key', SecretString: 'hunter2' });
    await expect(handlerOn(await suite.tables.make(), ARN)(request({}))).rejects.toMatchObject({ code: 'ACTIVATION_UNSUBSCRIBE_KEYS', message: expect.not.stringContaining('hunter2') });
  });

  it('keeps every no through a rotation of the keys, under a handler that was warm, and the gate heeds them all', async () => {
    const table = await suite.tables.make();
    const { ARN = '' } = await secrets.createSecret({ Name: 'parley/rotated', SecretString: OLD });
    let now = Date.parse('2026-07-01T12:00:00Z');
    const handle = handlerOn(table, ARN, () => new Date(now));
    const statusOf = async (made: UnsubscribeKeys, id: string): Promise<number | undefined> => (await handle(request({}, made.token(id, 'spring', 'offers')))).statusCode;
    expect(await statusOf(keys, 'c0')).toBe(200);
    await secrets.putSecretValue({ SecretId: ARN, SecretString: `${NEW}\n${OLD}\n` });
    now += 2000;
    expect(await statusOf(keysOf(NEW, OLD), 'c1')).toBe(200);
    expect(await statusOf(keys, 'c2')).toBe(200);
    expect(await statusOf(keysOf(FOREIGN), 'c3')).toBe(400);

    const folder = await mkdtemp(join(tmpdir(), 'parley-rotated-'));
    const activation = await makeActivation(folder, makePeople(5), { unsubscribe: { keys: await unsubscribeKeys(secrets, ARN)(), list: 'offers' } });
    expect(await activateCampaign({ ...activation, suppressions: new DynamoSuppressionStore(table) })).toMatchObject({ sent: 2, heldBack: { suppression: 3 } });
    await closeFiles(activation);
    await rm(folder, { recursive: true });
  });

  it('names every variable that lacks', () => {
    expect(() => readEnvironment({ AWS_REGION: 'eu-west-1' })).toThrow(/CONSENT_TABLE[\s\S]*UNSUBSCRIBE_KEY_ARN/);
  });
});
