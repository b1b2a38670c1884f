import type * as LocalStepFunctions from 'aws-local-stepfunctions';
import { noHandler } from '../errors';
import type { Json, State, StateMachineDefinition, States } from './asl';
import { checkDefinition } from './check-definition';
import { StepFailure } from './step-failure';

/** What a machine calls, by the resource of the Task state. What it throws reaches the caller as it is. */
export type LocalHandlers = Readonly<Record<string, (input: unknown) => Promise<unknown>>>;

export interface LocalMachine {
  definition: StateMachineDefinition;
  handlers: LocalHandlers;
  input: Readonly<Record<string, unknown>>;
  /** Milliseconds that each Wait state waits here. */
  wait: number;
  /** Milliseconds before each retry. */
  retryAfter: number;
}

/** How an execution ended: `failed` only in a Fail state of the machine. */
export type LocalExecution = { status: 'succeeded'; output: unknown } | { status: 'failed'; error: string; cause: string };

/** The longest that a timer takes: a laptop's steps have no limit, where the runner's own is a minute. */
const NO_LIMIT_SECONDS = Math.floor((2 ** 31 - 1) / 1000);

/**
 * Runs a state machine in this process with aws-local-stepfunctions: the same definition as on AWS, but for the length of waits
 * and the time that a task has. Every handler under way has ended when this does.
 *
 * @throws what a handler threw, where no retrier or catcher took it; fault STATE_MACHINE_INVALID.
 */
export async function runMachineLocally({ definition, handlers, input, wait, retryAfter }: LocalMachine): Promise<LocalExecution> {
  const states = statesOf(checkDefinition(definition).States);
  const running = new Set<Promise<unknown>>();
  const call = (handler: (input: unknown) => Promise<unknown>) => (given: unknown) => {
    const answer = handler(given).catch((error: unknown) => {
      throw new StepFailure(error);
    });
    const settled = answer.catch(() => undefined).finally(() => running.delete(settled));
    running.add(settled);
    return answer;
  };
  const tasks = states.flatMap(([name, state]) => {
    if (state.Type !== 'Task') return [];
    const handler = handlers[state.Resource];
    if (!handler) throw noHandler(name, state.Resource);
    return [[name, call(handler)] as const];
  });
  const overrides = {
    taskResourceLocalHandlers: Object.fromEntries(tasks),
    waitTimeOverrides: Object.fromEntries(states.filter(([, { Type }]) => Type === 'Wait').map(([name]) => [name, wait])),
    retryIntervalOverrides: Object.fromEntries(tasks.map(([name]) => [name, retryAfter])),
  };
  const { StateMachine, ExecutionError } = await loadRunner();
  const machine = new StateMachine(withoutTimeLimits(definition) as never);
  const execution = machine.run(input as never, { overrides: overrides as never, context: { Task: { Token: 'local' }, Execution: { Name: 'local' } } as never });
  try {
    return { status: 'succeeded', output: await execution.result };
  } catch (error) {
    const cause: unknown = error instanceof ExecutionError ? error.cause : error;
    if (cause instanceof StepFailure) throw cause.cause;
    const fail = states.map(([, state]) => state).find((state) => state.Type === 'Fail' && state.Error === (cause as Error).name);
    if (fail?.Type === 'Fail') return { status: 'failed', error: fail.Error, cause: fail.Cause };
    throw cause;
  } finally {
    await Promise.all(running);
  }
}

/** Loaded at the first use: it brings the AWS SDK's Lambda client. It asks for `Promise.withResolvers`, which Node has from 22 on. */
async function loadRunner(): Promise<typeof LocalStepFunctions> {
  (Promise as { withResolvers?: unknown }).withResolvers ??= withResolvers;
  return import('aws-local-stepfunctions');
}

function withResolvers(): unknown {
  const made: Record<string, unknown> = {};
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  return made;
}

/** Every state, those inside Maps among them; names are unique. */
function statesOf(states: States): [string, State][] {
  return Object.entries(states).flatMap(([name, state]) => [[name, state] as [string, State], ...(state.Type === 'Map' ? statesOf(state.ItemProcessor.States) : [])]);
}

function withoutTimeLimits(definition: StateMachineDefinition): Json {
  const replaced = JSON.stringify(definition, (name, value: unknown) => (name === 'TimeoutSeconds' ? NO_LIMIT_SECONDS : value));
  return JSON.parse(replaced) as Json;
}
