import type { ExecutionListItem, HistoryEvent } from '@aws-sdk/client-sfn';
import type { ParleyError } from '@parley/errors';
import { runOfInput } from '@parley/pipeline';
import { noSuchRun, notWaiting } from './errors';
import { executions, history, inputOf, type Machine } from './step-functions';
import { ASKING } from './waiting-runs';

/** Executions looked through for a run: its id is in the execution's input, so each is asked for. */
const LOOKED_THROUGH = 100;
const PAGE = 1000;

/** Says of a run that does not wait what became of it: answered, run out of time, at work, ended, or never there. */
export async function whyNotWaiting(machine: Machine, runId: string): Promise<ParleyError> {
  let looked = 0;
  for await (const execution of executions(machine, false)) {
    if (looked === LOOKED_THROUGH) break;
    looked++;
    if (execution.executionArn === undefined || runOfInput(await inputOf(machine, execution.executionArn)) !== runId) continue;
    const answer = await answerOf(machine, execution.executionArn);
    return notWaiting(runId, answer ? answerInWords(answer) : withoutAnswer(execution), repairOf(answer, execution));
  }
  return noSuchRun(runId, looked);
}

async function answerOf(machine: Machine, executionArn: string): Promise<HistoryEvent | undefined> {
  for await (const events of history(machine, executionArn, PAGE)) {
    const found = events.find(({ taskSucceededEventDetails: yes, taskFailedEventDetails: no, taskTimedOutEventDetails: late }) => [yes, no, late].some((one) => one?.resource === ASKING));
    if (found) return found;
  }
  return undefined;
}

function answerInWords({ type, timestamp, taskSucceededEventDetails }: HistoryEvent): string {
  const at = timestamp?.toISOString() ?? 'a time unknown';
  if (type === 'TaskTimedOut') return `nobody answered in time; the wait ended at ${at}`;
  if (type === 'TaskFailed') return `it was declined at ${at}`;
  const { by } = JSON.parse(taskSucceededEventDetails?.output ?? '{}') as { by?: string };
  return `it was approved ${by === undefined ? '' : `by ${by} `}at ${at}`;
}

const withoutAnswer = ({ status }: ExecutionListItem): string => (status === 'RUNNING' ? 'it is still at work and has not asked' : `it ended as ${status ?? 'unknown'} without asking`);

function repairOf(answer: HistoryEvent | undefined, { status }: ExecutionListItem): string {
  if (answer?.type === 'TaskSucceeded') return 'nothing is to be done; the report of the run says what was sent';
  if (answer) return 'start the run again with the same runId: it goes on to the question';
  return status === 'RUNNING' ? 'wait for its mail, or look again with parley approve --list' : 'read the report of the run, or the last state of its execution';
}
