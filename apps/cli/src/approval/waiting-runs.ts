import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { type AskedApproval, askedApproval } from '@parley/pipeline';
import { unreadableQuestion } from './errors';
import { executions, history, type Machine } from './step-functions';

/** A run that waits for a person. `token` answers it. */
export interface WaitingRun {
  runId: string;
  wouldSend: AskedApproval['WouldSend'];
  askedAt: Date;
  /** When the wait ends, with a no; absent where the machine sets no end. */
  until?: Date;
  token: string;
}

/** The resource of the state that asks, as a history names it. */
export const ASKING = 'publish.waitForTaskToken';
/** What follows a question before its answer. */
const WHILE_WAITING = new Set(['TaskStarted', 'TaskSubmitted']);
/** A run waits in one state, so its last events are the question's: entered, scheduled, started, submitted. */
const LAST_EVENTS = 10;

/** Runs that wait for an approval, as the histories of the executions under way say. */
export async function* waitingRuns(machine: Machine): AsyncGenerator<WaitingRun> {
  for await (const { executionArn } of executions(machine, true)) {
    const waiting = executionArn === undefined ? undefined : await questionOf(machine, executionArn);
    if (waiting) yield waiting;
  }
}

async function questionOf(machine: Machine, executionArn: string): Promise<WaitingRun | undefined> {
  const { value: events } = await history(machine, executionArn, LAST_EVENTS).next();
  const asked = questionAtEnd(events as readonly HistoryEvent[]);
  if (!asked?.taskScheduledEventDetails || !asked.timestamp) return undefined;
  const { parameters, timeoutInSeconds } = asked.taskScheduledEventDetails;
  const read = askedApproval.safeParse(JSON.parse(parameters ?? 'null'));
  if (!read.success) throw unreadableQuestion(executionArn);
  const { RunId: runId, WouldSend: wouldSend, TaskToken: token } = read.data.Message;
  const until = timeoutInSeconds === undefined ? {} : { until: new Date(asked.timestamp.getTime() + 1000 * timeoutInSeconds) };
  return { runId, wouldSend, askedAt: asked.timestamp, ...until, token };
}

/** The question, where nothing but its sending came after it. */
function questionAtEnd(events: readonly HistoryEvent[]): HistoryEvent | undefined {
  const latestFirst = [...events].sort((a, b) => (b.id ?? 0) - (a.id ?? 0));
  const last = latestFirst.find(({ type }) => !WHILE_WAITING.has(type ?? ''));
  return last?.type === 'TaskScheduled' && last.taskScheduledEventDetails?.resource === ASKING ? last : undefined;
}
