import { awsError, awsFailure } from '@parley/aws';
import { inputError, ParleyError, refusal } from '@parley/errors';

/** The policy that the segmentation stack makes for those who may approve. */
const POLICY = 'parley-owner-approver';

/** What a call of Step Functions threw, in words that say whose account and which policy it needs. */
export function callFailed(call: string, machineArn: string, error: unknown): ParleyError {
  const [, , , region = '', account = ''] = machineArn.split(':');
  if (awsFailure(error).name === 'StateMachineDoesNotExist') return machineMissing(machineArn, error);
  const known = awsError(`Step Functions ${call}`, error);
  const repair = {
    AWS_CREDENTIALS: `sign in to the owner's account ${account}, such as by aws sso login, and name the profile in AWS_PROFILE`,
    AWS_ACCESS_DENIED: `use a role of the owner's account ${account} that has the policy ${POLICY}`,
    AWS_FAILED: `run it again; if it stays, see whether this machine reaches Step Functions in ${region}`,
  }[known.code];
  if (repair === undefined) return known;
  return new ParleyError(known.kind, known.code, known.problems.map((problem) => ({ ...problem, repair })), { cause: error });
}

const machineMissing = (machineArn: string, cause: unknown): ParleyError =>
  inputError('MACHINE_NOT_FOUND', { message: `There is no state machine ${machineArn}.`, repair: "deploy owner-segmentation, or correct account and region: they are those of the contract's owner and terms (--contract)" }, { cause });

export const noSuchRun = (runId: string, looked: number): ParleyError =>
  inputError('RUN_NOT_FOUND', { message: `None of the last ${looked} executions is of a run ${runId}.`, repair: 'parley approve --list names the runs that wait; the mail has the name of its own' });

/** `why`: what became of the run, in a clause. */
export const notWaiting = (runId: string, why: string, repair: string, cause?: unknown): ParleyError => refusal('RUN_NOT_WAITING', { message: `The run ${runId} does not wait for an approval: ${why}.`, repair }, { cause });

export const unreadableQuestion = (execution: string): ParleyError =>
  inputError('APPROVAL_UNREADABLE', {
    message: `The execution ${execution} waits for an approval, and asks for it in a form that this Parley does not know.`,
    repair: 'use the Parley that the stacks were deployed with, or the commands in the mail',
  });

export const notConfirmed = (runId: string): ParleyError => refusal('NOT_CONFIRMED', { message: `Nothing was answered; the run ${runId} waits on.`, repair: 'write yes to answer it' });

export const noTerminal = (): ParleyError => inputError('USAGE', { message: 'There is no terminal to ask on.', repair: 'add --yes, after looking at what --list prints' });
