import { activationErrors } from '@parley/activation';
import { inputError } from '@parley/errors';
import { METRICS_NAMESPACE, serviceName, WATCHED_METRICS } from '@parley/pipeline';
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
    AWS_ACCESS_KEY_ID: 'none', AWS_SECRET_ACCESS_KEY: 'none', POWERTOOLS_DEV: 'true', POWERTOOLS_METRICS_DISABLED: 'false',
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

it.each([
  ['people whom the stop switch kept from their message', () => Promise.resolve({ status: 'stopped', stopped: 12 }), WATCHED_METRICS.stopped, 12],
  ['dead letters that wait', () => Promise.resolve({ sha256: null, deadLetters: 3 }), WATCHED_METRICS.deadLetters, 3],
  ['a run above the volume limit', () => Promise.reject(activationErrors.volumeLimit('spring', 20_000, 10_000)), WATCHED_METRICS.overVolume, 1],
])('counts %s, under the name and the dimension that the alarm looks at', async (_what, step, name, value) => {
  await stepHandler('activate-segments', step)({ run }).catch(() => undefined);
  const counted = said.flatMap((line) => (line.includes('CloudWatchMetrics') ? [JSON.parse(line) as { _aws: { CloudWatchMetrics: { Namespace: string; Dimensions: string[][] }[] } }] : [])).find((line) => name in line);
  expect(counted).toMatchObject({ [name]: value, service: serviceName('activate-segments') });
  expect(counted?._aws.CloudWatchMetrics).toMatchObject([{ Namespace: METRICS_NAMESPACE, Dimensions: [['service']] }]);
});

it('refuses what sending needs to a step that does not send', async () => {
  const handle = stepHandler('score', async (_input, ports) => ports.channels);
  await expect(handle({ run })).rejects.toMatchObject({ name: 'Parley.Input', message: expect.stringContaining('STEP_WITHOUT_PORT') });
});

it('names every variable that is missing, at the first call', async () => {
  delete process.env.WORK_BUCKET;
  await expect(stepHandler('score', () => Promise.resolve({}))({ run })).rejects.toMatchObject({ message: expect.stringContaining('WORK_BUCKET') });
});
