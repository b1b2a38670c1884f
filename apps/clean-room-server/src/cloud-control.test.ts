import { CleanRooms } from '@aws-sdk/client-cleanrooms';
import { CloudControlClient, CreateResourceCommand, DeleteResourceCommand, GetResourceCommand, GetResourceRequestStatusCommand, ListResourcesCommand, UpdateResourceCommand } from '@aws-sdk/client-cloudcontrol';
import { CloudFormationClient, DescribeTypeCommand } from '@aws-sdk/client-cloudformation';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve, type Serving } from './serve';
import { P, Q } from './testing/start-test-server';

const TYPE = 'AWS::CleanRooms::ConfiguredTable';
const threshold = { IdentityColumn: 'email', MinimumDistinctIdentities: 5 };

let folder: string;
let server: Serving;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-control-'));
  const accounts = new Map([P, Q].map((account) => [account.accessKey, account]));
  server = await serve({ data: folder, port: 0, accounts, json: false, queryProcess: join(folder, 'none.mjs') }, () => undefined);
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

const connection = ({ accessKey, secret }: typeof P) => ({ endpoint: server.url, region: 'eu-west-1', credentials: { accessKeyId: accessKey, secretAccessKey: secret } });
const control = (account = P) => new CloudControlClient(connection(account));

const list = { Type: 'LIST', Policy: { V1: { List: { JoinColumns: ['email'], ListColumns: ['segment'] } } } };
const desired = (change: object = {}) => ({
  Name: 'people',
  AllowedColumns: ['email', 'segment'],
  AnalysisMethod: 'DIRECT_QUERY',
  TableReference: { Glue: { DatabaseName: 'd', TableName: 't' } },
  AnalysisRules: [list],
  Tags: [{ Key: 'team', Value: 'data' }],
  ...change,
});

async function create(properties: object, account = P, ClientToken?: string) {
  const { ProgressEvent } = await control(account).send(new CreateResourceCommand({ TypeName: TYPE, DesiredState: JSON.stringify(properties), ClientToken }));
  return ProgressEvent;
}

async function read(Identifier: string | undefined, account = P) {
  const { ResourceDescription } = await control(account).send(new GetResourceCommand({ TypeName: TYPE, Identifier }));
  return JSON.parse(ResourceDescription?.Properties ?? '') as Record<string, unknown>;
}

const names = async () => (await new CleanRooms(connection(P)).listConfiguredTables({})).configuredTableSummaries?.map(({ name }) => name);

it('makes, reads, changes and deletes a table with its rule, as the API then tells it', async () => {
  const made = await create(desired());
  expect(made).toMatchObject({ OperationStatus: 'SUCCESS', Operation: 'CREATE' });
  const status = await control().send(new GetResourceRequestStatusCommand({ RequestToken: made?.RequestToken }));
  expect(status.ProgressEvent).toEqual(made);
  expect(await read(made?.Identifier)).toEqual({ ...desired(), ConfiguredTableIdentifier: made?.Identifier, Arn: expect.stringMatching(/^arn:aws:cleanrooms:eu-west-1:111111111111:/) });

  const wider = [{ op: 'replace', path: '/AnalysisRules/0/Policy/V1/List/ListColumns', value: [] }, { op: 'add', path: '/Description', value: 'two' }, { op: 'remove', path: '/Tags' }];
  const { ProgressEvent: changed } = await control().send(new UpdateResourceCommand({ TypeName: TYPE, Identifier: made?.Identifier, PatchDocument: JSON.stringify(wider) }));
  expect(changed?.StatusMessage).toBeUndefined();
  const api = new CleanRooms(connection(P));
  const { analysisRule } = await api.getConfiguredTableAnalysisRule({ configuredTableIdentifier: made?.Identifier, analysisRuleType: 'LIST' });
  expect(analysisRule?.policy?.v1).toEqual({ list: { joinColumns: ['email'], listColumns: [] } });
  expect(await read(made?.Identifier)).toMatchObject({ Description: 'two' });
  expect(await read(made?.Identifier)).not.toHaveProperty('Tags');

  await control().send(new DeleteResourceCommand({ TypeName: TYPE, Identifier: made?.Identifier }));
  await expect(read(made?.Identifier)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

it('carries the members of 2026 that the SDK drops', async () => {
  const custom = { AllowedAnalyses: ['ANY_QUERY'], AllowedAnalysisProviders: [P.id], AggregationThresholds: [threshold] };
  const made = await create(desired({ Name: 'guarded', AnalysisRules: [{ Type: 'CUSTOM', Policy: { V1: { Custom: custom } } }] }));
  if (made?.OperationStatus === 'SUCCESS') {
    expect(await read(made.Identifier)).toMatchObject({ AnalysisRules: [{ Policy: { V1: { Custom: custom } } }] });
  } else {
    expect(made?.StatusMessage).toMatch(/aggregationThresholds/i); // refused by name, never dropped
  }
});

it('leaves no table behind whose rule is refused, and says why in the event', async () => {
  const before = await names();
  const failed = await create(desired({ Name: 'bad', AnalysisRules: [{ Type: 'LIST', Policy: { V1: { List: { JoinColumns: ['nowhere'], ListColumns: [] } } } }] }));
  expect(failed).toMatchObject({ OperationStatus: 'FAILED', ErrorCode: 'InvalidRequest', StatusMessage: expect.stringContaining('joinColumns[0]') });
  expect(await names()).toEqual(before);
});

it('refuses what is no property, what lacks, what can\'t change in place, and a token used for something else', async () => {
  await expect(create(desired({ Colour: 'red' }))).rejects.toMatchObject({ name: 'ValidationException', message: expect.stringContaining('[Colour]') });
  await expect(create({ Name: 'x' })).rejects.toMatchObject({ message: expect.stringContaining('[AllowedColumns]') });
  const made = await create(desired({ Name: 'fixed' }), P, 'token-1');
  expect(await create(desired({ Name: 'fixed' }), P, 'token-1')).toEqual(made); // the same request again is the same table
  await expect(create(desired({ Name: 'other' }), P, 'token-1')).rejects.toMatchObject({ name: 'ClientTokenConflictException' });
  const patch = JSON.stringify([{ op: 'replace', path: '/AllowedColumns', value: ['email'] }]);
  const { ProgressEvent } = await control().send(new UpdateResourceCommand({ TypeName: TYPE, Identifier: made?.Identifier, PatchDocument: patch }));
  expect(ProgressEvent).toMatchObject({ OperationStatus: 'FAILED', ErrorCode: 'NotUpdatable' });
});

it('shows an account its own alone', async () => {
  const made = await create(desired({ Name: 'mine' }));
  await expect(read(made?.Identifier, Q)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  await expect(control(Q).send(new GetResourceRequestStatusCommand({ RequestToken: made?.RequestToken }))).rejects.toMatchObject({ name: 'RequestTokenNotFoundException' });
  const { ResourceDescriptions } = await control(Q).send(new ListResourcesCommand({ TypeName: TYPE }));
  expect(ResourceDescriptions).toEqual([]);
});

it('tells the schema of a type by CloudFormation, with what replaces it and what names it', async () => {
  const client = new CloudFormationClient(connection(P));
  const { Schema } = await client.send(new DescribeTypeCommand({ Type: 'RESOURCE', TypeName: TYPE }));
  expect(JSON.parse(Schema ?? '')).toMatchObject({
    typeName: TYPE,
    primaryIdentifier: ['/properties/ConfiguredTableIdentifier'],
    createOnlyProperties: expect.arrayContaining(['/properties/AllowedColumns', '/properties/TableReference']),
    readOnlyProperties: expect.arrayContaining(['/properties/Arn']),
  });
  await expect(client.send(new DescribeTypeCommand({ Type: 'RESOURCE', TypeName: 'AWS::S3::Bucket' }))).rejects.toMatchObject({ name: 'TypeNotFoundException' });
});
