import { inputError } from '@parley/errors';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stepHandler } from './step-handler';

const run = { id: 'r1', seed: 1, now: '2026-07-01T17:00:00Z' };
let folder: string;
let said: string[];
const before = { ...process.env };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-task-'));
  writeFileSync(join(folder, 'contract.json'), '{"owner":{"account":"111122223333"}}');
  writeFileSync(join(folder, 'plan.json'), '{}');
  Object.assign(process.env, {
    AWS_REGION: 'eu-west-1', LAMBDA_TASK_ROOT: folder, WORK_BUCKET: 'work', RESULTS_BUCKET: 'results', SOURCE_BUCKET: 'source', MEMBERSHIPS: '{}',
    AWS_ACCESS_KEY_ID: 'none', AWS_SECRET_ACCESS_KEY: 'none', POWERTOOLS_DEV: 'true',
  });
  said = [];
  for (const level of ['debug', 'info', 'warn', 'error', 'log'] as const) jest.spyOn(console, level).mockImplementation((...texts: unknown[]) => void said.push(texts.map(String).join(' ')));
});
afterEach(() => {
  jest.restoreAllMocks();
  process.env = { ...before };
  rmSync(folder, { recursive: true });
});

it('gives a step its run and its ports, and logs with the run id', async () => {
  const handle = stepHandler('score', async (_input, ports) => {
    ports.watcher.ended('score', 1.5, false);
    return { now: ports.now.toISOString(), rows: 3 };
  });
  expect(await handle({ run })).toEqual({ now: '2026-07-01T17:00:00.000Z', rows: 3 });
  expect(said.join('\n')).toMatch(/"runId": ?"r1"/);
});

it("gives out a step's own error under the name of its kind", async () => {
  const handle = stepHandler('score', () => Promise.reject(inputError('ROWS_UNUSABLE', { file: 'a.csv', line: 2, message: 'not a number' })));
  await expect(handle({ run })).rejects.toMatchObject({ name: 'Parley.Input', message: expect.stringContaining('ROWS_UNUSABLE') });
});

it('says nothing of what an unforeseen error quotes', async () => {
  const handle = stepHandler('score', () => Promise.reject(new TypeError('cannot read ada@example.com')));
  await expect(handle({ run })).rejects.toMatchObject({ name: 'Parley.Fault', message: expect.not.stringContaining('ada@') });
  expect(said.join('\n')).toContain('TypeError');
  expect(said.join('\n')).not.toContain('ada@');
});

it('refuses what sending needs to a step that does not send', async () => {
  const handle = stepHandler('score', async (_input, ports) => ports.channels);
  await expect(handle({ run })).rejects.toMatchObject({ name: 'Parley.Input', message: expect.stringContaining('STEP_WITHOUT_PORT') });
});

it('names every variable that is missing, at the first call', async () => {
  delete process.env.WORK_BUCKET;
  await expect(stepHandler('score', () => Promise.resolve({}))({ run })).rejects.toMatchObject({ message: expect.stringContaining('WORK_BUCKET') });
});
