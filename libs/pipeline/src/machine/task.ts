import type { Payload, Retrier, TaskState } from './asl';
import { STEP_ERRORS } from './step-failure';

/** AWS's own faults, before or in place of a function's answer. */
const SERVICE: Retrier = {
  ErrorEquals: ['Lambda.ServiceException', 'Lambda.AWSLambdaException', 'Lambda.SdkClientException', 'Lambda.ClientExecutionTimeoutException', 'Lambda.TooManyRequestsException'],
  IntervalSeconds: 2,
  MaxAttempts: 6,
  BackoffRate: 2,
  MaxDelaySeconds: 60,
  JitterStrategy: 'FULL',
};
/** A fault of a step's: every step may run again. Bad input and refusals would end the same way, so they are not retried. */
const FAULT: Retrier = { ErrorEquals: [STEP_ERRORS.fault], IntervalSeconds: 10, MaxAttempts: 2, BackoffRate: 3, JitterStrategy: 'FULL' };

/** A Lambda function has 15 minutes; a minute more for its start. */
const FUNCTION_SECONDS = 16 * 60;

export interface TaskOptions {
  functionArn: string;
  parameters: Payload;
  /** Where the answer goes; `null` drops it. */
  resultPath: string | null;
  retry?: readonly Retrier[];
}

/** The head of a Task state that calls a step's function; add `Next` or `End`. */
export function task({ functionArn, parameters, resultPath, retry = [] }: TaskOptions): Omit<TaskState, 'Next' | 'End'> {
  return { Type: 'Task', Resource: functionArn, Parameters: parameters, ResultPath: resultPath, TimeoutSeconds: FUNCTION_SECONDS, Retry: [...retry, SERVICE, FAULT] };
}
