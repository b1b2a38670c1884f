import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { invoker, Refused } from '../cloud-control/invoke';
import { factsOf, kindOf } from '../constraints/facts';
import { folderData } from '../data/folder-data';
import type { Members } from '../operation';
import { type OpenService, openService } from '../open-service';
import { operationModels, requiredMembers } from '../protocol/model';
import cases from './cases/requests.cases.json';
import scenario from './cases/scenario.json';
import visibility from './cases/visibility.cases.json';
import { filled, type Saved, type Step } from './testing/script';
import { type AccountName, ACCOUNTS, uuid } from './testing/test-service';

/** What anyone with an account may ask: it names nothing of another's. */
const OF_ONES_OWN = ['CreateCollaboration', 'CreateConfiguredTable', 'ListCollaborations', 'ListMemberships', 'ListConfiguredTables'];
const NOT_YOURS = ['AccessDeniedException', 'ResourceNotFoundException'];
const TOO_LATE = [...NOT_YOURS, 'ConflictException', 'ValidationException'];

const reads = (visibility.rows as unknown as (Step & { operation: string })[])
  .filter(({ operation }) => !(operation in cases.elsewhere))
  .map((row): Step => ({ as: (['P', 'Q'] as const).find((name) => seen((row as unknown as Record<string, unknown>)[name])) ?? 'P', call: row.operation, with: row.with }));
const requests = [...(scenario.steps as unknown as Step[]), ...reads, ...(cases.requests as unknown as Step[])];

function seen(told: unknown): boolean {
  return told === 'visible' || (Array.isArray(told) && told.length > 0);
}

let folder: string;
let service: OpenService;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-wrong-'));
  service = await openService({ data: await folderData(folder), queryProcess: join(folder, 'none.mjs'), report: (error) => faults.push(error) });
});
afterAll(async () => {
  await service.close();
  rmSync(folder, { recursive: true });
});
const faults: unknown[] = [];

/** `done`, or the error's code and what it says. */
async function outcome(as: AccountName, call: string, members: Members): Promise<{ code: string; says: string; answer: Members }> {
  try {
    const answer = await invoker(service.wire, { account: ACCOUNTS[as], region: 'eu-west-1', requestId: uuid(1) })(call, members);
    return { code: 'done', says: '', answer };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { code: error.code, says: error.message, answer: {} };
  }
}

interface Wrong {
  what: string;
  with: Members;
  as?: AccountName;
  codes: readonly string[];
  /** The member that the error must name. */
  names?: string;
}

/** Every way in which a right request is made wrong, from the model of the operation. */
function wrongs({ as, call, with: given = {} }: Step): Wrong[] {
  const model = operationModels.get(call);
  if (!model) throw new Error(`no operation ${call}`);
  const inPath = [...model.template.matchAll(/\{(\w+)\+?\}/g)].map(([, name]) => name ?? '');
  const made: Wrong[] = OF_ONES_OWN.includes(call) ? [] : [{ what: 'a stranger', as: 'X', with: given, codes: NOT_YOURS }];
  for (const [name, value] of Object.entries(given)) {
    const isId = /(Identifier|Arn)$/.test(name) && name !== 'roleArn'; // a role is IAM's
    if (isId) made.push({ what: `no id: ${name}`, with: { ...given, [name]: 'X' }, codes: ['ValidationException'], names: name });
    if (isId) made.push({ what: `an id of nothing: ${name}`, as, with: { ...given, [name]: String(value).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, uuid(987_654_321)) }, codes: NOT_YOURS });
    const kind = kindOf(model.input.getName() ?? '', name);
    const { max, enum: values } = kind === undefined ? {} : factsOf(kind);
    if (typeof value !== 'string' || (max === undefined && !values)) continue;
    made.push({ what: `over long: ${name}`, with: { ...given, [name]: 'a'.repeat((max ?? 100) + 1) }, codes: ['ValidationException'], names: name });
  }
  for (const name of requiredMembers(model.input).filter((required) => !inPath.includes(required))) {
    const { [name]: _missing, ...others } = given;
    made.push({ what: `without ${name}`, with: others, codes: ['ValidationException'], names: name });
  }
  return made;
}

it('refuses each operation, made wrong in each way, by its own error; takes it right, with a member of a later model, once of two', async () => {
  let saved: Saved = { ...ACCOUNTS };
  let tried = 0;
  for (const request of requests) {
    const step = { ...request, with: filled(request.with ?? {}, saved) as Members };
    for (const wrong of wrongs(step)) {
      const { code, says } = await outcome(wrong.as ?? step.as, step.call, wrong.with);
      const problem = { call: step.call, what: wrong.what, code, says, names: wrong.names };
      expect({ ...problem, refused: wrong.codes.includes(code), named: wrong.names === undefined || says.includes(wrong.names) }).toEqual({ ...problem, refused: true, named: true });
      tried += 1;
    }
    const right = { ...step.with, ofALaterModel: { deep: [1] } };
    const both = await Promise.all([outcome(step.as, step.call, right), outcome(step.as, step.call, right)]);
    const done = both.find(({ code }) => code === 'done');
    expect({ call: step.call, both }).toEqual({ call: step.call, both: expect.arrayContaining([expect.objectContaining({ code: 'done' })]) });
    expect(both.every(({ code }) => code === 'done' || TOO_LATE.includes(code))).toBe(true);
    for (const [name, path] of Object.entries(step.save ?? {})) saved = { ...saved, [name]: String(path.split('.').reduce<unknown>((value, key) => (value as Members)[key], done?.answer)) };
  }
  expect(faults).toEqual([]);
  expect(tried).toBeGreaterThan(200);
});

it('covers every operation that is built', () => {
  const tried = new Set(requests.map(({ call }) => call));
  expect(service.operations.filter((name) => !tried.has(name)).sort()).toEqual(Object.keys(cases.elsewhere).sort());
});
