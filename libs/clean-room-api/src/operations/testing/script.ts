import type { Members } from '../../operation';
import { ServiceError } from '../../service-error';
import { type AccountName, ACCOUNTS, type TestService } from './test-service';

/** One call of a script, and what must come of it. `$name` in a text stands for what an earlier step saved. */
export interface Step {
  as: AccountName;
  call: string;
  with?: Members;
  /** Names for values of the answer, by their path in it: `{ "membership": "membership.id" }`. */
  save?: Record<string, string>;
  /** Members that the answer has; `null` for one that it must not have. */
  gives?: Members;
  /** The error instead of an answer. */
  refused?: Refused;
}

export interface Refused extends Members {
  code: string;
  status?: number;
  /** Part of the message. */
  says?: string;
  /** The names in `fieldList`, in order. */
  fields?: string[];
}

export type Saved = Record<string, string>;

/** Runs a script's steps; throws as Jest's `expect` does, naming the step. */
export async function runScript(service: TestService, steps: readonly Step[], saved: Saved = {}): Promise<Saved> {
  const known: Saved = { ...ACCOUNTS, ...saved };
  for (const [at, step] of steps.entries()) {
    const where = `step ${at + 1}: ${step.as} ${step.call}`;
    const outcome = await outcomeOf(service, { ...step, with: filled(step.with ?? {}, known) as Members });
    const gives = filled(step.gives ?? {}, known) as Members;
    const expected = step.refused ? refusal(filled(step.refused, known) as Refused) : { answer: withoutAbsences(gives) };
    expect({ where, ...outcome }).toMatchObject({ where, ...expected });
    expect([where, ...absences(gives).filter((path) => path.reduce<unknown>(below, outcome.answer) !== undefined)]).toEqual([where]);
    for (const [name, path] of Object.entries(step.save ?? {})) known[name] = String(path.split('.').reduce<unknown>(below, outcome.answer));
  }
  return known;
}

interface Outcome {
  answer?: Members;
  error?: Members;
}

export async function outcomeOf(service: TestService, { as, call, with: input = {} }: Step): Promise<Outcome> {
  try {
    return { answer: await service.call(as, call, input) };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const { code, status, message, members } = error;
    const fields = (members.fieldList as { name: string }[] | undefined)?.map(({ name }) => name);
    return { error: { ...members, code, status, message, fields } };
  }
}

/** The texts of a value with what `$name` stands for. */
export function filled(value: unknown, saved: Saved): unknown {
  if (typeof value === 'string') return value.replace(/\$(\w+)/g, (text, name: string) => saved[name] ?? text);
  if (Array.isArray(value)) return value.map((entry) => filled(entry, saved));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [filled(key, saved), filled(entry, saved)]));
}

function refusal({ says, ...error }: Refused): Outcome {
  return { error: { ...error, ...(says !== undefined && { message: expect.stringContaining(says) }) } };
}

/** As Jest's `expect`, for what is no test of its own. */
export function mustEqual(actual: unknown, expected: unknown): void {
  expect(actual).toEqual(expected);
}

/** `null` in a case file says that a member must not be there: such members are looked for by their paths. */
function absences(value: unknown, path: readonly string[] = []): string[][] {
  if (value === null) return [[...path]];
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, entry]) => absences(entry, [...path, key]));
}

function withoutAbsences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutAbsences);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, entry]) => (entry === null ? [] : [[key, withoutAbsences(entry)]])));
}

function below(value: unknown, step: string): unknown {
  return (value as Record<string, unknown> | undefined)?.[step];
}
