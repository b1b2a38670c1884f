import { activationStates } from './activation-states';
import type { Payload, StateMachineDefinition } from './asl';
import { checkDefinition } from './check-definition';
import { checkHistory } from './history-budget';
import type { MachineOptions } from './machine-options';
import { modelBranch } from './model-states';
import { runAnalyses } from './query-states';
import { RUN_OF_THE_MOMENT } from './run-of-input';
import { STEP_ERRORS } from './step-failure';
import { task } from './task';

/**
 * The pipeline as a Step Functions state machine, the same on AWS and in a rehearsal: check, query, features, evaluate, gate,
 * train, score, segments, approval, activate, receipt, report. Its input is `machineInput`, or that
 * without a run's id: then the run is named after its moment. Small JSON goes from state to
 * state, data by URI.
 *
 * A failed gate scores, builds and sends nothing, still reports, and fails the execution with `Parley.GateFailed`.
 *
 * @throws inputError TOO_MANY_ANALYSES where waiting for them all could outrun the events that Step Functions keeps.
 */
export function buildStateMachine(options: MachineOptions): StateMachineDefinition {
  checkHistory(options.analyses);
  const model = modelBranch(options);
  const { functionArn } = options;
  return checkDefinition({
    Comment: 'Parley: from a partner\'s table to messages and a report',
    StartAt: 'Named',
    States: {
      Named: { Type: 'Choice', Choices: [{ Variable: '$.runId', IsPresent: true, Next: 'Begin' }], Default: 'NameByTheClock' },
      NameByTheClock: { Type: 'Pass', Parameters: { 'runId.$': RUN_OF_THE_MOMENT, 'seed.$': '$.seed', 'now.$': '$.now' }, Next: 'Begin' },
      Begin: { Type: 'Pass', Parameters: { run: { 'id.$': '$.runId', 'seed.$': '$.seed', 'now.$': '$.now' }, 'input.$': '$' }, Next: 'CheckInputs' },
      CheckInputs: { ...task({ functionArn: functionArn('check-inputs'), parameters: { 'run.$': '$.run', 'input.$': '$.input' }, resultPath: '$.inputs' }), Next: 'RunAnalyses' },
      RunAnalyses: runAnalyses('BuildFeatures', options),
      BuildFeatures: { ...task({ functionArn: functionArn('build-features'), parameters: { 'run.$': '$.run', 'analyses.$': '$.analyses' }, resultPath: '$.features' }), Next: model.start },
      ...model.evaluate('GatePassed'),
      GatePassed: { Type: 'Choice', Choices: [{ Variable: '$.evaluation.gate.passed', BooleanEquals: true, Next: model.startScoring }], Default: 'ReportFailedGate' },
      ...model.score('BuildSegments'),
      BuildSegments: { ...task({ functionArn: functionArn('build-segments'), parameters: { 'run.$': '$.run', 'scores.$': '$.scores' }, resultPath: '$.segments' }), Next: 'PlanActivation' },
      ...activationStates('Report', options),
      Report: { ...report(options, { 'segments.$': '$.segments', 'receipt.$': '$.receipt' }), Next: 'Done' },
      Done: { Type: 'Succeed' },
      ReportFailedGate: { ...report(options, {}), Next: 'GateFailed' },
      GateFailed: { Type: 'Fail', Error: STEP_ERRORS.gateFailed, Cause: 'The gate failed: nothing was scored, built or sent. The report says why.' },
    },
  });
}

function report({ functionArn }: MachineOptions, more: Payload) {
  const parameters = { 'run.$': '$.run', 'input.$': '$.input', 'inputs.$': '$.inputs', 'analyses.$': '$.analyses', 'features.$': '$.features', 'evaluation.$': '$.evaluation', ...more };
  return task({ functionArn: functionArn('report'), parameters, resultPath: '$.report' });
}
