import { fault, inputError, refusal } from '@parley/errors';
import { answerApproval } from './answer-approval';
import { ASK_APPROVAL } from './activation-states';
import type { StateMachineDefinition } from './asl';
import { buildStateMachine } from './build-state-machine';
import { runPayload } from './payloads';
import { type LocalHandlers, runMachineLocally } from './run-machine-locally';
import type { StepApp } from './step-apps';

const arn = (app: StepApp) => `arn:aws:lambda:eu-west-1:111122223333:function:parley-${app}`;
const definition = buildStateMachine({ functionArn: arn, engine: 'booster', approvalTopicArn: 'arn:aws:sns:eu-west-1:111122223333:approval', analyses: 3, concurrentQueries: 2, concurrentShards: 2 });
const input = { runId: 'r1', seed: 1, now: '2026-07-01T17:00:00Z' };

type Given = { op?: string; analysis?: string; campaign?: string; shard?: number; query?: { looks: number }; answer?: unknown; approval?: unknown };
type Answers = Partial<Record<StepApp, (given: Given) => unknown>>;

/** Steps that answer in the shapes of the real ones, and write down what they were asked. */
function steps(answers: Answers = {}): { handlers: LocalHandlers; asked: string[]; most: () => number } {
  const asked: string[] = [];
  let [running, most] = [0, 0];
  const usual: Record<StepApp, (given: Given) => unknown> = {
    'check-inputs': () => ({ tablesUri: 's3://t', analyses: ['a', 'b', 'c'].map((analysis) => ({ partner: 'p', analysis })) }),
    'run-analysis': ({ op, query, analysis }) => {
      const looks = op === 'start' ? 0 : (query?.looks ?? 0) + 1;
      return { ended: looks === 2, looks, waitSeconds: 15, ...(looks === 2 ? { result: { partner: 'p', analysis } } : {}) };
    },
    'build-features': () => ({ featuresUri: 's3://f' }),
    'evaluate-model': () => ({ judgementUri: 's3://j', gate: { passed: true, reasons: [] } }),
    'train-model': () => ({ modelUri: 's3://m' }),
    score: () => ({ uri: 's3://s', rows: 2 }),
    'build-segments': () => ({ segmentsUri: 's3://g', sizes: {} }),
    'activate-segments': ({ op, answer }) => {
      if (op === 'plan') return { needsApproval: true, wouldSend: [], campaigns: [{ campaign: 'first', shards: [0, 1] }, { campaign: 'second', shards: [0] }] };
      if (op === 'approve') return { given: (answer as { by?: string }).by === undefined ? null : answer };
      return op === 'send' ? { status: 'done' } : { campaignsUri: 's3://c', sha256: 'x' };
    },
    report: () => ({}),
  };
  const one = (app: StepApp) => async (raw: unknown) => {
    const given = raw as Given;
    asked.push([app, given.op, given.analysis ?? given.campaign, given.shard].filter((part) => part !== undefined).join(' '));
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 2));
    running--;
    return (answers[app] ?? usual[app])(given);
  };
  const handlers = Object.fromEntries((Object.keys(usual) as StepApp[]).map((app) => [arn(app), one(app)]));
  return { handlers: { ...handlers, [ASK_APPROVAL]: answerApproval({ by: 'Ada', at: input.now }) }, asked, most: () => most };
}

const run = (handlers: LocalHandlers) => runMachineLocally({ definition, handlers, input, wait: 1, retryAfter: 1 });

// It brings AWS's Lambda client, which takes its time to load.
beforeAll(() => import('aws-local-stepfunctions'), 300_000);

it('runs every step, queries two at a time, campaigns one after the other', async () => {
  const { handlers, asked, most } = steps();
  expect(await run(handlers)).toMatchObject({ status: 'succeeded', output: { analyses: [{ analysis: 'a' }, { analysis: 'b' }, { analysis: 'c' }], approval: { given: { by: 'Ada' } } } });
  expect(asked.filter((one) => one.startsWith('run-analysis poll a'))).toHaveLength(2);
  expect(asked.slice(asked.indexOf('build-features'))).toEqual([
    'build-features', 'evaluate-model', 'train-model', 'score', 'build-segments', 'activate-segments plan', 'activate-segments approve',
    'activate-segments send first 0', 'activate-segments send first 1', 'activate-segments send second 0', 'activate-segments receipt', 'report',
  ]);
  expect(most()).toBe(2);
});

it('after a failed gate reports, and fails as refused', async () => {
  const { handlers, asked } = steps({ 'evaluate-model': () => ({ judgementUri: 's3://j', gate: { passed: false, reasons: ['low'] } }) });
  expect(await run(handlers)).toMatchObject({ status: 'failed', error: 'Parley.GateFailed' });
  expect(asked.slice(-2)).toEqual(['evaluate-model', 'report']);
});

it('without approval goes on, with none given', async () => {
  const given: unknown[] = [];
  const { handlers } = steps({ score: () => ({ uri: 's3://s', rows: 2 }) });
  const sends = async (raw: unknown) => {
    if ((raw as Given).op === 'send') given.push((raw as Given).approval);
    return handlers[arn('activate-segments')]?.(raw);
  };
  expect(await run({ ...handlers, [arn('activate-segments')]: sends, [ASK_APPROVAL]: answerApproval() })).toMatchObject({ status: 'succeeded' });
  expect(given).toEqual([{ given: null }, { given: null }, { given: null }]);
});

it.each([
  ['bad input', () => inputError('ROWS_UNUSABLE', { message: 'no' })],
  ['a refusal', () => refusal('QUERY_REFUSED', { message: 'no' })],
])('gives out %s as it is, and tries no more', async (_what, make) => {
  const error = make();
  const { handlers, asked } = steps({
    'build-features': () => {
      throw error;
    },
  });
  await expect(run(handlers)).rejects.toBe(error);
  expect(asked.at(-1)).toBe('build-features');
  expect(asked.filter((one) => one === 'build-features')).toHaveLength(1);
});

it('tries a fault again, and gives it out when it stays', async () => {
  let left = 2;
  const passing = steps({
    score: () => {
      if (left-- > 0) throw new TypeError('a bug');
      return { uri: 's3://s', rows: 2 };
    },
  });
  expect(await run(passing.handlers)).toMatchObject({ status: 'succeeded' });
  const staying = fault('DISK_FULL', { message: 'full' });
  const { handlers, asked } = steps({
    score: () => {
      throw staying;
    },
  });
  await expect(run(handlers)).rejects.toBe(staying);
  expect(asked.filter((one) => one === 'score')).toHaveLength(3);
});

it('waits out the quota of running queries, and starts the query then', async () => {
  let busy = 10;
  const { handlers } = steps();
  const quota = async (raw: unknown) => {
    const { op, analysis } = raw as Given;
    if (op === 'start' && analysis === 'b' && busy-- > 0) throw fault('QUERY_QUOTA', { message: 'two run' });
    return handlers[arn('run-analysis')]?.(raw);
  };
  expect(await run({ ...handlers, [arn('run-analysis')]: quota })).toMatchObject({ status: 'succeeded' });
  expect(busy).toBe(-1);
});

it('ends when every handler has ended, also where one of several fails', async () => {
  let slow = 'running';
  const { handlers } = steps();
  const racing = async (raw: unknown) => {
    if ((raw as Given).analysis === 'b') throw refusal('QUERY_REFUSED', { message: 'no' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    slow = 'ended';
    return handlers[arn('run-analysis')]?.(raw);
  };
  await expect(run({ ...handlers, [arn('run-analysis')]: racing })).rejects.toMatchObject({ code: 'QUERY_REFUSED' });
  expect(slow).toBe('ended');
});

it('refuses a machine with a state that nothing runs, or that it would misread', async () => {
  const { handlers } = steps();
  await expect(run({ ...handlers, [arn('score')]: undefined as never })).rejects.toMatchObject({ code: 'STATE_MACHINE_INVALID' });
  const withJsonata = { ...definition, QueryLanguage: 'JSONata' } as StateMachineDefinition;
  await expect(runMachineLocally({ definition: withJsonata, handlers, input, wait: 1, retryAfter: 1 })).rejects.toMatchObject({ code: 'STATE_MACHINE_INVALID' });
});

it('names a run after the moment that a schedule says, the same each time it says it', async () => {
  const runs: unknown[] = [];
  const { handlers } = steps({ 'build-features': (given) => { runs.push((given as { run: unknown }).run); return { featuresUri: 's3://f' }; } });
  const byTheClock = { definition, handlers, input: { seed: 1, now: '2026-11-30T06:00:00Z' }, wait: 1, retryAfter: 1 };
  for (const start of [byTheClock, byTheClock]) expect(await runMachineLocally(start)).toMatchObject({ status: 'succeeded' });
  const named = { id: 'schedule-2026-11-30T060000Z', seed: 1, now: '2026-11-30T06:00:00Z' };
  expect(runs).toEqual([named, named]);
  for (const one of runs) expect(runPayload.safeParse(one).success).toBe(true);
});
