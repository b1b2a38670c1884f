import type { Problem } from '@parley/errors';
import type { z } from 'zod';
import { nearName } from '../near-name';
import { badName, badValue, missingKey, noChoice, notOneOf, unknownKey, wrongType } from './errors';
import { expectedKeys } from './expected-keys';
import type { YamlFile, YamlPath } from './yaml-file';

type Issue = z.core.$ZodIssue;

/** Says an issue in words of its own; undefined leaves it to the general text, an empty list drops it. */
export type Explain = (issue: Issue, file: YamlFile) => Problem[] | undefined;

interface Context {
  file: YamlFile;
  schema: z.ZodType;
  explain?: Explain | undefined;
}

/** Says zod issues in plain words, each at the place of the key or value it is about. */
export function issueProblems(issues: readonly Issue[], context: Context): Problem[] {
  const meant = new Set(issues.flatMap((issue) => meantKeys(issue, context)));
  const told = issues.filter((issue) => !meant.has(JSON.stringify(issue.path)));
  return told.flatMap((issue) => context.explain?.(issue, context.file) ?? problemsOf(issue, context));
}

/** Paths that misspelt keys stand for: what is there but misspelt is not reported as missing as well. */
function meantKeys(issue: Issue, { file, schema }: Context): string[] {
  if (issue.code !== 'unrecognized_keys') return [];
  const known = expectedKeys(schema, file.data, issue.path);
  return issue.keys.flatMap((key) => {
    const near = nearName(key, known);
    if (near === undefined || file.has([...(issue.path as YamlPath), near])) return [];
    return [JSON.stringify([...issue.path, near])];
  });
}

function problemsOf(issue: Issue, context: Context): Problem[] {
  const { file, schema } = context;
  const path = issue.path as YamlPath;
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = expectedKeys(schema, file.data, path);
      return issue.keys.map((key) => unknownKey(file.keyAt([...path, key]), key, known));
    }
    case 'invalid_type':
      return [file.has(path) ? mistyped(issue.expected, file, path) : missing(issue.expected, file, path)];
    case 'invalid_value':
      return [notOneOf(placeOf(file, path), nameOf(path), valueAt(file.data, path), issue.values.map(String))];
    case 'invalid_key':
      return [badName(file.keyAt(path), String(path.at(-1)), issue.issues.map((inner) => inner.message).join('; '))];
    case 'invalid_union':
      return unionProblems(issue, context);
    case 'too_small':
    case 'too_big':
      return [badValue(placeOf(file, path), nameOf(path), sizeRule(issue))];
    default:
      return [badValue(placeOf(file, path), nameOf(path), issue.message)];
  }
}

function unionProblems(issue: Extract<Issue, { code: 'invalid_union' }>, context: Context): Problem[] {
  const { file, schema } = context;
  const path = issue.path as YamlPath;
  if ('options' in issue && Array.isArray(issue.options)) {
    return [notOneOf(placeOf(file, path), nameOf(path), valueAt(file.data, path), issue.options.map(String))];
  }
  // The branch whose keys fit best is the one that was meant, if there is only one such.
  const [first, second] = issue.errors.toSorted((a, b) => misfits(a) - misfits(b));
  if (!first || !second || misfits(first) === misfits(second)) {
    return [noChoice(placeOf(file, path), nameOf(path), expectedKeys(schema, file.data, path))];
  }
  return issueProblems(first.map((inner): Issue => ({ ...inner, path: [...path, ...inner.path] })), context);
}

/** How many keys of the value itself, not of what is below, a branch complains about. */
const misfits = (branch: readonly Issue[]): number =>
  branch.filter(({ code, path }) => path.length < (code === 'unrecognized_keys' ? 1 : 2)).length;

const TYPE_WORDS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a block of keys',
  record: 'a block of keys',
};

const words = (type: string): string => TYPE_WORDS[type] ?? type;

function missing(expected: string, file: YamlFile, path: YamlPath): Problem {
  return missingKey(file.keyAt(path.slice(0, -1)), String(path.at(-1)), words(expected));
}

function mistyped(expected: string, file: YamlFile, path: YamlPath): Problem {
  const value = valueAt(file.data, path);
  const scalar = typeof value === 'number' || typeof value === 'boolean';
  const quoted = expected === 'string' && scalar ? file.textAt(path) : undefined;
  return wrongType(file.valueAt(path), nameOf(path), words(expected), foundWords(value), quoted);
}

function foundWords(value: unknown): string {
  if (value === null) return 'nothing';
  return words(Array.isArray(value) ? 'array' : typeof value);
}

function sizeRule(issue: Extract<Issue, { code: 'too_small' | 'too_big' }>): string {
  const small = issue.code === 'too_small';
  const bound = small ? issue.minimum : issue.maximum;
  const what = issue.origin === 'string' ? ' characters' : issue.origin === 'array' ? ' items' : '';
  return `${small ? (issue.inclusive ? 'at least' : 'more than') : issue.inclusive ? 'at most' : 'less than'} ${bound}${what}`;
}

/** The value's place; its parent's key where the value is missing. */
const placeOf = (file: YamlFile, path: YamlPath) => (file.has(path) ? file.valueAt(path) : file.keyAt(path.slice(0, -1)));

/** `tables.people.columns[2].type`, the way a reader would say it. */
function nameOf(path: YamlPath): string {
  if (path.length === 0) return 'the file';
  return `\`${path.map((step, at) => (typeof step === 'number' ? `[${step}]` : at === 0 ? step : `.${step}`)).join('')}\``;
}

/** The plain value at `path`. */
export function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, step) => (value as Record<PropertyKey, unknown> | null | undefined)?.[step], data);
}
