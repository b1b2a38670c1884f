import { awsFailure } from '@parley/aws';
import { STEP_ERRORS } from '@parley/pipeline';
import { callFailed, notWaiting } from './errors';
import { fail, type Machine, succeed } from './step-functions';
import type { WaitingRun } from './waiting-runs';

/** Who answers, and when. */
export interface Answer {
  approve: boolean;
  by: string;
  at: Date;
}

/** What Step Functions says of a token whose wait is over. */
const OVER = new Set(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken']);

/** Answers a run that waits. @throws refusal RUN_NOT_WAITING where another was faster, or the time ran out. */
export async function answerRun(machine: Machine, { runId, token }: WaitingRun, { approve, by, at }: Answer): Promise<void> {
  try {
    if (approve) await succeed(machine, token, { by, at: at.toISOString() });
    else await fail(machine, token, STEP_ERRORS.notApproved, `declined by ${by}`);
  } catch (error) {
    if (OVER.has(awsFailure(error).name)) throw notWaiting(runId, 'it was answered, or ran out of time, since you were asked', `see what became of it: parley approve ${runId}`, error);
    throw callFailed(approve ? 'SendTaskSuccess' : 'SendTaskFailure', machine.arn, error);
  }
}
