import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describeWith } from '@parley/testing';
import { P, Q, startTestServer } from './testing/start-test-server';

const ID = '0b8d2f5e-5f7a-4c52-9b36-1d2c3e4f5a6b';
const ARN = `arn:aws:cleanrooms:eu-west-1:${Q.id}:membership/${ID}/configuredtableassociation/${ID}`;
const run = promisify(execFile);
let server: Awaited<ReturnType<typeof startTestServer>>;

beforeAll(async () => (server = await startTestServer()));
afterAll(() => server.stop());

function environment({ accessKey, secret }: typeof P): NodeJS.ProcessEnv {
  return { ...process.env, AWS_ACCESS_KEY_ID: accessKey, AWS_SECRET_ACCESS_KEY: secret, AWS_DEFAULT_REGION: 'eu-west-1', AWS_MAX_ATTEMPTS: '1', AWS_PAGER: '' };
}

async function aws(account: typeof P, ...args: string[]): Promise<unknown> {
  const { stdout } = await run('aws', ['--endpoint-url', server.url, '--output', 'json', 'cleanrooms', ...args], { env: environment(account) });
  return stdout === '' ? undefined : JSON.parse(stdout);
}

describeWith('aws', 'the aws command', () => {
  it('signs as the server reckons: body, query, ARN in the path', async () => {
    expect(await aws(Q, 'list-tags-for-resource', '--resource-arn', ARN)).toEqual({ tags: { arn: ARN } });
    await aws(Q, 'untag-resource', '--resource-arn', ARN, '--tag-keys', 'a b+c/ü', 'zwei');
    const table = await aws(P, 'create-configured-table', '--name', 'Käufer 🎉', '--allowed-columns', 'a', '--analysis-method', 'DIRECT_QUERY', '--table-reference', '{"glue":{"tableName":"t","databaseName":"d"}}');
    expect(table).toMatchObject({ configuredTable: { name: 'Käufer 🎉', allowedColumns: ['a'] } });
    await expect(aws(P, 'delete-collaboration', '--collaboration-identifier', ID)).resolves.toBeUndefined();
  });

  it('shows why it was refused', async () => {
    await expect(aws({ ...P, secret: 'wrong' }, 'list-collaborations')).rejects.toMatchObject({ stderr: expect.stringContaining('(InvalidSignatureException)') });
    await expect(aws(P, 'list-members', '--collaboration-identifier', ID.toUpperCase())).rejects.toMatchObject({ stderr: expect.stringContaining("(ValidationException) when calling the ListMembers operation: 1 validation error detected: Value at 'collaborationIdentifier'") });
  });
});

const SCRIPT = `
import boto3, json, sys
client = boto3.client('cleanrooms', endpoint_url=sys.argv[1])
members = client.list_members(collaborationIdentifier='${ID}', maxResults=3, nextToken='a b+c/%&=é')
rule = client.create_configured_table_analysis_rule(configuredTableIdentifier='${ID}', analysisRuleType='LIST',
    analysisRulePolicy={'v1': {'list': {'joinColumns': ['a'], 'listColumns': ['b']}}})
try:
    client.list_members(collaborationIdentifier='X' * 36)
except client.exceptions.ValidationException as error:
    refused = error.response
print(json.dumps({
    'asked': json.loads(members['nextToken']),
    'created': rule['analysisRule']['createTime'].timestamp(),
    'fields': [field['name'] for field in refused['fieldList']],
    'reason': refused['reason'],
}))
`;

describeWith('boto3', 'boto3', () => {
  it('signs as the server reckons, and reads its answers', async () => {
    const { stdout } = await run('python3', ['-c', SCRIPT, server.url], { env: environment(Q) });
    expect(JSON.parse(stdout)).toEqual({
      asked: [{ collaborationIdentifier: ID, maxResults: 3, nextToken: 'a b+c/%&=é' }, Q.id, 'eu-west-1'],
      created: 1_700_000_000.123,
      fields: ['collaborationIdentifier'],
      reason: 'FIELD_VALIDATION_FAILED',
    });
  });
});
