import fc from 'fast-check';
import type { Members, Operation } from '../operation';
import { conflict, notFound, quota } from '../service-error';
import { cleanRoomsService } from './clean-rooms-service';
import { operationModels } from './model';

const ID = '0b8d2f5e-5f7a-4c52-9b36-1d2c3e4f5a6b';
const caller = { account: '111111111111', region: 'eu-west-1', requestId: ID };
const RULE_PATH = `/configuredTables/${ID}/analysisRule`;

/** Sends one request to operations that answer what they were asked. */
async function send(method: string, url: string, body: unknown, handle: Operation<null>['handle'] = (input) => input, faults: unknown[] = []) {
  const operations = [...operationModels.keys()].map((name) => ({ name, handle }));
  const service = cleanRoomsService({ operations, parts: null, onFault: (error) => void faults.push(error) });
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await service({ method, url, headers: {}, body: Buffer.from(text), caller });
  return { ...answer, members: answer.body === '' ? {} : (JSON.parse(answer.body) as Members) };
}

it('keeps the members that the SDK drops, at every depth and inside unions', async () => {
  const custom = { allowedAnalyses: ['ANY_QUERY'], aggregationThresholds: [{ identityColumns: ['a'], minimumIdentityCount: 3 }], comparisonControls: { later: { still: null } } };
  const asked = { analysisRuleType: 'CUSTOM', analysisRulePolicy: { v1: { custom } }, neverHeardOf: { __proto__x: 1 } };
  const { members } = await send('POST', RULE_PATH, asked);
  expect(members).toMatchObject({ ...asked, analysisRulePolicy: { v1: { custom: { ...custom, comparisonControls: { later: {} } } } } });
});

it('takes what the path says before what the body says', async () => {
  const { members } = await send('PATCH', `/collaborations/${ID}`, { name: 'n', collaborationIdentifier: 'other' });
  expect(members).toEqual({ name: 'n', collaborationIdentifier: ID });
});

it('makes `__proto__` a member like any other', async () => {
  const { members } = await send('PATCH', `/collaborations/${ID}`, '{"__proto__":{"isAdmin":true},"name":"n"}', (input) => ({ own: Object.keys(input), isAdmin: input.isAdmin }));
  expect(members).toEqual({ own: expect.arrayContaining(['__proto__', 'name']) });
});

it.each([
  [notFound('none', ID, 'MEMBERSHIP'), 404, { message: 'none', resourceId: ID, resourceType: 'MEMBERSHIP' }],
  [conflict('has children', 'SUBRESOURCES_EXIST'), 409, { message: 'has children', reason: 'SUBRESOURCES_EXIST' }],
  [quota('too many', 'Queries', 5), 402, { message: 'too many', quotaName: 'Queries', quotaValue: 5 }],
])('answers an error of the service as the model declares it: %s', async (error, status, members) => {
  const answer = await send('GET', `/memberships/${ID}`, '', () => fail(error));
  expect(answer).toMatchObject({ status, members, headers: { 'x-amzn-errortype': error.code } });
});

it('tells the cause of a fault to the log alone', async () => {
  const faults: unknown[] = [];
  const cause = new Error('row 7 of people.csv: ann@example.com');
  const answer = await send('GET', `/memberships/${ID}`, '', () => fail(cause), faults);
  expect(answer).toMatchObject({ status: 500, headers: { 'x-amzn-errortype': 'InternalServerException' } });
  expect(answer.body).not.toContain('ann');
  expect(faults).toEqual([cause]);
});

it('knows every operation by its path, and no operation twice', async () => {
  for (const { name, method, template } of operationModels.values()) {
    const service = cleanRoomsService({ operations: [], parts: null, onFault: fail });
    const answer = await service({ method, url: template.replaceAll(/\{\w+\}/g, ID), headers: {}, body: Buffer.from('{}'), caller });
    expect(JSON.parse(answer.body).message).toContain(`the operation ${name};`);
  }
  expect(operationModels.size).toBe(88);
});

const deletes = [...operationModels.values()].filter(({ name }) => name.startsWith('Delete'));
it.each(deletes.map((model): [string, typeof model] => [model.name, model]))('P17: %s answers 204 without a body', async (_name, { method, template }) => {
  const url = template.replace('{analysisRuleType}', 'LIST').replace('{accountId}', '111111111111').replaceAll(/\{\w+\}/g, ID);
  const { status, body } = await send(method, url, '');
  expect({ status, body }).toEqual({ status: 204, body: '' });
});

/** Members often have names that the operation knows, so that its readers are reached. */
const anyRequest = fc.constantFrom(...operationModels.values()).chain((operation) => {
  const known = [...Object.keys(operation.input.getMemberSchemas()), 'v1', 'glue', 'aggregation', 'custom', 's3'];
  const name = fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor', 'x') });
  const { node } = fc.letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(null, true, 0, -1.5, 1e300, '', 'a', '111111111111', ID),
      fc.string({ maxLength: 8 }),
      fc.dictionary(name, tie('node'), { maxKeys: 4 }),
      fc.array(tie('node'), { maxLength: 4 }),
    ),
  }));
  const body = fc.oneof({ weight: 4, arbitrary: fc.dictionary(name, node, { maxKeys: 6 }).map((members) => JSON.stringify(members)) }, { weight: 1, arbitrary: fc.string() });
  return fc.record({ operation: fc.constant(operation), body });
});

it('answers any body with a result or an error of the client, and never fails', async () => {
  await fc.assert(
    fc.asyncProperty(anyRequest, async ({ operation: { method, template }, body }) => {
      const faults: unknown[] = [];
      const { status } = await send(method, template.replaceAll(/\{\w+\}/g, ID), body, undefined, faults);
      expect([[200], [204], [400]]).toContainEqual([status]);
      expect(faults).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

function fail(error: unknown): never {
  throw error;
}
