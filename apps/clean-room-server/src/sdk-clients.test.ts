import { CleanRooms } from '@aws-sdk/client-cleanrooms';
import { P, Q, startTestServer } from './testing/start-test-server';

const ID = '0b8d2f5e-5f7a-4c52-9b36-1d2c3e4f5a6b';
let server: Awaited<ReturnType<typeof startTestServer>>;

beforeAll(async () => (server = await startTestServer()));
afterAll(() => server.stop());

function client({ accessKey, secret }: typeof P, more: object = {}): CleanRooms {
  return new CleanRooms({ endpoint: server.url, region: 'eu-west-1', credentials: { accessKeyId: accessKey, secretAccessKey: secret }, ...more });
}

describe('the AWS SDK for JavaScript', () => {
  it('is known by its signature: account and region come from there', async () => {
    const { nextToken } = await client(Q).listMembers({ collaborationIdentifier: ID, maxResults: 7 });
    expect(JSON.parse(String(nextToken))).toEqual([{ collaborationIdentifier: ID, maxResults: 7 }, Q.id, 'eu-west-1']);
  });

  it.each([
    `arn:aws:cleanrooms:eu-west-1:${P.id}:membership/${ID}`,
    `arn:aws:cleanrooms:eu-west-1:${P.id}:membership/${ID}/configuredtableassociation/${ID}`,
  ])('reaches an ARN in a path: %s', async (resourceArn) => {
    expect((await client(P).listTagsForResource({ resourceArn })).tags).toEqual({ arn: resourceArn });
    await client(P).untagResource({ resourceArn, tagKeys: ['a b+c/ü', 'zwei', "it's(*)!"] });
  });

  it('gets answers that it can read: no body, dates, what the service would not tell', async () => {
    await expect(client(P).deleteCollaboration({ collaborationIdentifier: ID })).resolves.toMatchObject({ $metadata: { httpStatusCode: 204 } });
    const policy = { v1: { list: { joinColumns: ['a'], listColumns: ['b'] } } };
    const { analysisRule } = await client(P).createConfiguredTableAnalysisRule({ configuredTableIdentifier: ID, analysisRuleType: 'LIST', analysisRulePolicy: policy });
    expect(analysisRule?.createTime).toEqual(new Date(1_700_000_000_123));
    const failed = client(P, { maxAttempts: 1 }).getCollaboration({ collaborationIdentifier: ID });
    await expect(failed).rejects.toMatchObject({ name: 'InternalServerException', message: 'The service failed; its log has the reason.' });
    expect(server.faults).toEqual([new Error('the disk burns')]);
  });

  it.each([
    ['a wrong secret', { ...P, secret: 'wrong' }, 'InvalidSignatureException', 403],
    ['an unknown key', { ...P, accessKey: '999999999999' }, 'UnrecognizedClientException', 403],
  ])('is refused with %s', async (_name, account, name, httpStatusCode) => {
    await expect(client(account).listCollaborations({})).rejects.toMatchObject({ name, $metadata: { httpStatusCode, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) } });
  });

  it('is told all that is wrong at once', async () => {
    const request = { name: ' ', allowedColumns: ['a', 'B', 'c d'], analysisMethod: 'GUESS', tableReference: {} };
    const error = client(P).createConfiguredTable(request as never);
    const fieldList = ['name', 'tableReference', 'allowedColumns[1]', 'analysisMethod'].map((name) => expect.objectContaining({ name }));
    await expect(error).rejects.toMatchObject({ name: 'ValidationException', reason: 'FIELD_VALIDATION_FAILED', fieldList });
  });

  it('is refused an operation that is not built, by its name', async () => {
    const refused = client(P).startProtectedJob({ type: 'PYSPARK', membershipIdentifier: ID, jobParameters: {} } as never);
    await expect(refused).rejects.toMatchObject({ name: 'ValidationException', message: expect.stringContaining('StartProtectedJob') });
  });
});
