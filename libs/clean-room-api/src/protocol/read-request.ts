import type { NormalizedSchema } from '@smithy/core/schema';
import type { Members } from '../operation';
import type { OperationModel } from './model';
import { ProblemList } from './problem-list';
import { parseBody } from './parse-body';
import { readMembers } from './read-members';

/** The parts of a request that an operation's input is read from. */
export interface RequestParts {
  labels: Readonly<Record<string, string | undefined>>;
  /** Without the question mark, as it stood in the request line. */
  query: string;
  body: Uint8Array;
}

const METHODS_WITH_BODY = new Set(['POST', 'PATCH', 'PUT']);

/**
 * Reads an operation's input from path, query and body.
 * @throws ServiceError ValidationException that names every wrong field at once; WireError SerializationException for a body that is no JSON object
 */
export function readRequest(operation: OperationModel, { labels, query, body }: RequestParts): Members {
  const problems = new ProblemList();
  const bound = new Map<string, unknown>();
  const parameters = new URLSearchParams(query);
  for (const [name, schema] of Object.entries(operation.input.getMemberSchemas())) {
    const { httpLabel, httpQuery } = schema.getMergedTraits();
    if (httpLabel) bound.set(name, readLabel(labels[name], name, problems));
    else if (httpQuery !== undefined) bound.set(name, readParameter(schema, parameters.getAll(httpQuery)));
  }
  const sent = METHODS_WITH_BODY.has(operation.method) ? parseBody(body) : {};
  const free = Object.entries(sent).filter(([name]) => !bound.has(name)); // the path decides, not the body
  const members = readMembers(operation.input, Object.fromEntries([...free, ...bound]), '', problems);
  const error = problems.error();
  if (error) throw error;
  return members;
}

function readLabel(label: string | undefined, name: string, problems: ProblemList): string | undefined {
  if (label === undefined) problems.add(name, 'must be percent-encoded UTF-8');
  if (label === '') problems.add(name, 'must not be empty');
  return label;
}

/** A text that is no number or truth value is left as it is, for the reader of members to refuse by type. */
function readParameter(schema: NormalizedSchema, texts: readonly string[]): unknown {
  if (schema.isListSchema()) return texts.length > 0 ? texts : undefined;
  const [text] = texts;
  if (schema.isNumericSchema() && text !== undefined && /^-?\d{1,15}(\.\d+)?$/.test(text)) return Number(text);
  if (schema.isBooleanSchema() && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
