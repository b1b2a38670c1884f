import aslValidator from 'asl-validator';
import { buildStateMachine } from './build-state-machine';
import { checkDefinition } from './check-definition';
import { MOST_ANALYSES } from './history-budget';
import type { MachineOptions } from './machine-options';
import { STEP_APPS } from './step-apps';

const options: MachineOptions = {
  functionArn: (app) => `arn:aws:lambda:eu-west-1:111122223333:function:parley-${app}`,
  engine: 'booster',
  approvalTopicArn: 'arn:aws:sns:eu-west-1:111122223333:approval',
  analyses: 3,
  concurrentQueries: 2,
  concurrentShards: 8,
};
interface Loose {
  QueryLanguage?: string;
  States: Record<string, Record<string, unknown>>;
}
const built = () => JSON.parse(JSON.stringify(buildStateMachine(options))) as Loose;
const text = JSON.stringify(buildStateMachine(options));

it('is valid Amazon States Language', () => {
  const { isValid, errorsText } = aslValidator(JSON.parse(text), { checkArn: true, checkPaths: true });
  expect(errorsText('\n')).toBe('');
  expect(isValid).toBe(true);
});

it('calls every step, each by its function', () => {
  for (const app of STEP_APPS) expect(text).toContain(options.functionArn(app));
});

it('retries faults, and neither bad input nor a refusal', () => {
  expect(text).toContain('Parley.Fault');
  expect(text).not.toMatch(/Parley\.(Input|Refused|AnalysisFailed)|States\.(ALL|TaskFailed)/);
});

it('asks no more analyses than the events of an execution allow', () => {
  expect(MOST_ANALYSES).toBeGreaterThanOrEqual(101); // the sample's three, and two of each of 49 more partners
  expect(() => buildStateMachine({ ...options, analyses: MOST_ANALYSES + 1 })).toThrow(/25,000 events/);
});

describe('a definition is refused', () => {
  it.each<[string, (machine: Loose) => void, RegExp]>([
    ['a query language', (machine) => void (machine.QueryLanguage = 'JSONata'), /QueryLanguage/],
    ['variables', ({ States }) => void (States.CheckInputs!.Assign = { a: '$.b' }), /CheckInputs has Assign/],
    ['JSONata in a payload', ({ States }) => void (States.CheckInputs!.Parameters = { a: '{% $x %}' }), /is JSONata/],
    ['a path that would be a text', ({ States }) => void (States.CheckInputs!.Parameters = { run: '$.run' }), /do not agree/],
    ['a distributed map', ({ States }) => void (States.RunAnalyses!.ItemReader = {}), /ItemReader/],
    ['two states of one name', ({ States }) => void (States.StartAnalysis = { Type: 'Succeed' }), /Two states are called StartAnalysis/],
    ['a kind of state that is not used', ({ States }) => void (States.Done!.Type = 'Parallel'), /Parallel/],
  ])('with %s', (_what, change, says) => {
    const machine = built();
    change(machine);
    expect(() => checkDefinition(machine)).toThrow(says);
  });
});
