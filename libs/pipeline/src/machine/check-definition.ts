import { definitionInvalid } from '../errors';
import type { Json, StateMachineDefinition } from './asl';

/** Members of each kind of state that the machine may use: all of them mean the same on AWS and in the local runner. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  Task: ['Type', 'Comment', 'Resource', 'Parameters', 'ResultSelector', 'ResultPath', 'TimeoutSeconds', 'Retry', 'Catch', 'Next', 'End'],
  Map: ['Type', 'Comment', 'ItemsPath', 'ItemSelector', 'MaxConcurrency', 'ItemProcessor', 'ResultPath', 'Next', 'End'],
  Pass: ['Type', 'Comment', 'Parameters', 'Result', 'ResultPath', 'OutputPath', 'Next', 'End'],
  Wait: ['Type', 'Comment', 'SecondsPath', 'Next', 'End'],
  Choice: ['Type', 'Comment', 'Choices', 'Default'],
  Fail: ['Type', 'Comment', 'Error', 'Cause'],
  Succeed: ['Type', 'Comment'],
};
/** A JSONPath, or an intrinsic function over some. */
const PATH = /^(\$|States\.[A-Z])/;
/** Paths that are texts here: SageMaker itself follows them, over the lines it scores. */
const SAGEMAKER_PATHS = ['InputFilter', 'OutputFilter'];
const OF_MACHINE = ['Comment', 'StartAt', 'States'];
const OF_CHOICE = ['Variable', 'BooleanEquals', 'IsPresent', 'Next'];
const OF_RETRIER = ['ErrorEquals', 'IntervalSeconds', 'MaxAttempts', 'BackoffRate', 'MaxDelaySeconds', 'JitterStrategy'];
const OF_CATCHER = ['ErrorEquals', 'ResultPath', 'Next'];

/**
 * Holds a definition to the part of the language that both places run alike, with every state's name unique: the local runner
 * passes over what it does not know (JSONata, Assign, ItemReader) without a word, and replaces states by name.
 *
 * @throws fault STATE_MACHINE_INVALID with every problem.
 */
export function checkDefinition(definition: unknown): StateMachineDefinition {
  const problems: string[] = [];
  walk(definition as Members, 'the machine', OF_MACHINE, new Set(), problems);
  if (problems.length > 0) throw definitionInvalid(problems);
  return definition as StateMachineDefinition;
}

type Members = Readonly<Record<string, unknown>>;

function walk(machine: Members, place: string, members: readonly string[], names: Set<string>, problems: string[]): void {
  unknown(machine, members, place, problems);
  for (const [name, state] of Object.entries((machine.States ?? {}) as Record<string, Members>)) {
    if (names.has(name)) problems.push(`Two states are called ${name}.`);
    names.add(name);
    const known = MEMBERS[String(state.Type)];
    if (!known) problems.push(`${name} is of the kind ${String(state.Type)}, which Parley does not use.`);
    else checkState(name, state, known, names, problems);
  }
}

function checkState(name: string, state: Members, known: readonly string[], names: Set<string>, problems: string[]): void {
  unknown(state, known, name, problems);
  for (const choice of list(state.Choices)) unknown(choice, OF_CHOICE, `a choice of ${name}`, problems);
  for (const retrier of list(state.Retry)) unknown(retrier, OF_RETRIER, `a retrier of ${name}`, problems);
  for (const catcher of list(state.Catch)) unknown(catcher, OF_CATCHER, `a catcher of ${name}`, problems);
  for (const payload of ['Parameters', 'ResultSelector', 'ItemSelector']) checkPaths(state[payload] as Json | undefined, `${payload} of ${name}`, problems);
  const inner = state.ItemProcessor as Members | undefined;
  if (!inner) return;
  walk(inner, `the item processor of ${name}`, [...OF_MACHINE, 'ProcessorConfig'], names, problems);
  const { Mode } = (inner.ProcessorConfig ?? {}) as { Mode?: string };
  if (Mode !== 'INLINE') problems.push(`${name} is not an inline Map.`);
}

/** A path without `.$` would be a text, and `{% … %}` a text that JSONata would run. */
function checkPaths(payload: Json | undefined, place: string, problems: string[]): void {
  if (payload === null || typeof payload !== 'object') return;
  for (const [name, value] of Object.entries(payload)) {
    if (typeof value === 'object') checkPaths(value, place, problems);
    else if (SAGEMAKER_PATHS.includes(name)) continue;
    else if (name.endsWith('.$') !== (typeof value === 'string' && PATH.test(value))) problems.push(`${place}: ${name} and its value do not agree on being a path.`);
    else if (typeof value === 'string' && value.startsWith('{%')) problems.push(`${place}: ${name} is JSONata.`);
  }
}

const list = (value: unknown): Members[] => (Array.isArray(value) ? (value as Members[]) : []);

function unknown(value: Members, known: readonly string[], place: string, problems: string[]): void {
  for (const member of Object.keys(value)) if (!known.includes(member)) problems.push(`${place} has ${member}, which Parley does not use.`);
}
