import { sampleMessage } from '@parley/activation';
import { DynamoInbox } from '@parley/aws-activation';
import { describeWith, outputProblems } from '@parley/testing';
import { tablesOfSuite } from '../../../libs/aws-activation/src/testing/test-tables';
import { readEnvironment } from './environment';
import { type InboxEvent, inboxHandler } from './inbox-handler';
import fixture from './request.event.json';

const NOW = new Date('2026-07-01T12:00:00Z');

interface Asked {
  method?: string;
  claims?: Record<string, unknown>;
  body?: string;
  base64?: boolean;
  query?: Record<string, string>;
}

function request({ method = 'GET', claims = fixture.requestContext.authorizer.jwt.claims, body, base64 = false, query }: Asked = {}): InboxEvent {
  return {
    ...fixture,
    requestContext: { ...fixture.requestContext, authorizer: { jwt: { claims } }, http: { ...fixture.requestContext.http, method } },
    queryStringParameters: query,
    body,
    isBase64Encoded: base64,
  };
}

const receipts = (...all: object[]): string => JSON.stringify({ Receipts: all });
const dismissed = { CampaignId: 'spring', TreatmentId: 'run-1', Event: 'dismissed' };

describeWith('moto', 'the inbox', () => {
  const suite = tablesOfSuite();

  async function make(personClaim = 'sub') {
    const inbox = new DynamoInbox(await suite.tables.make());
    await inbox.put([sampleMessage('in-app', 'ada'), { ...sampleMessage('in-app', 'x'), recipient: 'ada', runId: 'run-2' }, sampleMessage('in-app', 'bob')]);
    const warnings: string[] = [];
    const handle = inboxHandler({ inbox, personClaim, clock: () => NOW, logger: { warn: (text) => warnings.push(text) } });
    const ask = async (asked?: Asked) => {
      const { statusCode, body = '' } = await handle(request(asked));
      return { status: statusCode, body: JSON.parse(body) as Record<string, unknown> };
    };
    const runs = async (claims: Record<string, unknown>) => ((await ask({ claims })).body.InAppMessageCampaigns as { TreatmentId: string }[]).map(({ TreatmentId }) => TreatmentId);
    return { ask, runs, warnings };
  }

  it('answers as Pinpoint\'s GetInAppMessages does', async () => {
    const { ask } = await make();
    const { status, body } = await ask();
    expect(status).toBe(200);
    expect(outputProblems('@aws-sdk/client-pinpoint', 'GetInAppMessages', { InAppMessagesResponse: body })).toEqual([]);
    expect(body.InAppMessageCampaigns).toEqual(expect.arrayContaining([{ ...sampleMessage('in-app', 'ada').content, TreatmentId: 'run-1' }]));
  });

  it('shows each person their own, whatever else the request says', async () => {
    const { ask, runs } = await make();
    expect(await runs({ sub: 'ada' })).toEqual(expect.arrayContaining(['run-1', 'run-2']));
    expect(await runs({ sub: 'bob' })).toEqual(['run-1']);
    expect(await runs({ sub: 'carol' })).toEqual([]);
    const { body } = await ask({ claims: { sub: 'carol', recipient: 'ada' }, query: { recipient: 'ada', sub: 'ada' } });
    expect(body.InAppMessageCampaigns).toEqual([]);
  });

  it('notes what a person did with their own message, and shows a dismissed one no more', async () => {
    const { ask, runs } = await make();
    expect(await ask({ method: 'POST', body: receipts({ ...dismissed, Event: 'displayed' }, { ...dismissed, Event: 'clicked' }) })).toEqual({ status: 200, body: { Noted: 2, Unknown: 0 } });
    expect(await runs({ sub: 'ada' })).toHaveLength(2);
    expect(await ask({ method: 'POST', body: Buffer.from(receipts(dismissed)).toString('base64'), base64: true })).toMatchObject({ body: { Noted: 1 } });
    expect(await runs({ sub: 'ada' })).toEqual(['run-2']);
    expect(await runs({ sub: 'bob' })).toEqual(['run-1']); // the same campaign and run, another person
  });

  it('notes nothing of a message that is not the person\'s', async () => {
    const { ask, runs } = await make();
    expect(await ask({ method: 'POST', claims: { sub: 'carol' }, body: receipts(dismissed) })).toEqual({ status: 200, body: { Noted: 0, Unknown: 1 } });
    expect(await runs({ sub: 'carol' })).toEqual([]);
    expect(await runs({ sub: 'ada' })).toHaveLength(2);
  });

  it.each([
    ['no JSON', 'spring'],
    ['nothing', undefined],
    ['no receipts', '{"Receipts":[]}'],
    ['an unknown event', receipts({ ...dismissed, Event: 'liked' })],
    ['somebody else\'s name', receipts({ ...dismissed, Recipient: 'bob' })],
    ['more than a hundred', receipts(...Array.from({ length: 101 }, () => dismissed))],
  ])('refuses %s for receipts', async (_title, body) => {
    const { ask, runs } = await make();
    expect((await ask({ method: 'POST', body })).status).toBe(400);
    expect(await runs({ sub: 'ada' })).toHaveLength(2);
  });

  it.each([[{}], [{ sub: '' }], [{ sub: 7 }], [{ sub: ['ada'] }]])('knows nobody by the claims %j', async (claims) => {
    const { ask, warnings } = await make();
    expect((await ask({ claims })).status).toBe(401);
    expect(warnings).toHaveLength(1);
  });

  it('knows nobody without an authorizer, other methods not, and another claim where it is told to', async () => {
    const { ask } = await make();
    const bare = inboxHandler({ inbox: new DynamoInbox(await suite.tables.make()), personClaim: 'sub', clock: () => NOW, logger: { warn: () => undefined } });
    const { authorizer: _, ...context } = request().requestContext;
    expect((await bare({ ...request(), requestContext: context })).statusCode).toBe(401);
    expect((await ask({ method: 'DELETE' })).status).toBe(405);
    const custom = await make('custom:customer');
    expect(await custom.runs({ sub: 'somebody', 'custom:customer': 'bob' })).toEqual(['run-1']);
  });

  it('names every variable that lacks', () => {
    expect(() => readEnvironment({})).toThrow(/AWS_REGION[\s\S]*INBOX_TABLE/);
  });
});
