import { APPROVAL_MESSAGE } from './approval-message';
import type { MapState, States, TaskState } from './asl';
import type { MachineOptions } from './machine-options';
import { STEP_ERRORS } from './step-failure';
import { task } from './task';

const DAY = 24 * 3600;

/** The resource of the state that asks a person: a message with a token, and the run waits for the token's answer. */
export const ASK_APPROVAL = 'arn:aws:states:::sns:publish.waitForTaskToken';

/** Shards of all campaigns together: an inline Map runs so many within the events that Step Functions keeps. */
export const MOST_SHARDS = 1000;

/** Plan the shards, ask a person, send shard by shard, receipt. Ends in `next` with `$.activation`, `$.approval`, `$.receipt`. */
export function activationStates(next: string, options: MachineOptions): States {
  const functionArn = options.functionArn('activate-segments');
  const step = (op: string, parameters: Record<string, string>, resultPath: string) => task({ functionArn, parameters: { op, 'run.$': '$.run', ...parameters }, resultPath });
  return {
    PlanActivation: { ...step('plan', { 'segments.$': '$.segments' }, '$.activation'), Next: 'ApprovalNeeded' },
    ApprovalNeeded: { Type: 'Choice', Choices: [{ Variable: '$.activation.needsApproval', BooleanEquals: true, Next: 'AskApproval' }], Default: 'NoApprovalNeeded' },
    AskApproval: { ...askApproval(options), Next: 'RecordApproval' },
    NoApprovalNeeded: { Type: 'Pass', Result: { notNeeded: true }, ResultPath: '$.answer', Next: 'RecordApproval' },
    RecordApproval: { ...step('approve', { 'answer.$': '$.answer' }, '$.approval'), Next: 'ActivateCampaigns' },
    ActivateCampaigns: { ...activateCampaigns(functionArn, options), Next: 'Receipt' },
    Receipt: { ...step('receipt', { 'activation.$': '$.activation', 'approval.$': '$.approval' }, '$.receipt'), Next: next },
  };
}

/** No answer in time, or a no, is no approval: the run then counts and sends nothing. */
function askApproval({ approvalTopicArn }: MachineOptions): Omit<TaskState, 'Next' | 'End'> {
  return {
    Type: 'Task',
    Resource: ASK_APPROVAL,
    Parameters: {
      TopicArn: approvalTopicArn,
      Subject: 'Parley: messages wait for your approval',
      Message: APPROVAL_MESSAGE,
    },
    ResultPath: '$.answer',
    TimeoutSeconds: 3 * DAY,
    Catch: [{ ErrorEquals: ['States.Timeout', STEP_ERRORS.notApproved], ResultPath: '$.answer', Next: 'RecordApproval' }],
  };
}

/** One campaign after the other, as the plan has them: a cap over all channels gives the earlier one its turn. Within one, several shards at once. */
function activateCampaigns(functionArn: string, { concurrentShards }: MachineOptions): Omit<MapState, 'Next' | 'End'> {
  const parameters = { op: 'send', 'run.$': '$.run', 'campaign.$': '$.campaign', 'shard.$': '$.shard', 'approval.$': '$.approval' };
  return {
    Type: 'Map',
    ItemsPath: '$.activation.campaigns',
    ItemSelector: { 'run.$': '$.run', 'approval.$': '$.approval', 'campaign.$': '$$.Map.Item.Value.campaign', 'shards.$': '$$.Map.Item.Value.shards' },
    MaxConcurrency: 1,
    ItemProcessor: {
      ProcessorConfig: { Mode: 'INLINE' },
      StartAt: 'ActivateShards',
      States: {
        ActivateShards: {
          Type: 'Map',
          ItemsPath: '$.shards',
          ItemSelector: { 'run.$': '$.run', 'approval.$': '$.approval', 'campaign.$': '$.campaign', 'shard.$': '$$.Map.Item.Value' },
          MaxConcurrency: concurrentShards,
          ItemProcessor: {
            ProcessorConfig: { Mode: 'INLINE' },
            StartAt: 'ActivateSegment',
            States: { ActivateSegment: { ...task({ functionArn, parameters, resultPath: '$.sent' }), End: true } },
          },
          ResultPath: null,
          End: true,
        },
      },
    },
    ResultPath: null,
  };
}
