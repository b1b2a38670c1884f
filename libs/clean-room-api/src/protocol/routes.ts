import { type OperationModel, operationModels } from './model';

/** What a method and path lead to. Labels are percent-decoded; one that can't be decoded is undefined. */
export type Route =
  | { found: 'operation'; operation: OperationModel; labels: Readonly<Record<string, string | undefined>> }
  | { found: 'other-method'; allowed: readonly string[] }
  | { found: 'nothing' };

interface Template {
  operation: OperationModel;
  segments: readonly string[];
}

const templates = groupByLength([...operationModels.values()].map((operation) => ({ operation, segments: operation.template.split('/') })));

/**
 * Finds the operation of a request. The path is routed raw and its labels are decoded afterwards: an ARN in a label keeps
 * its `%2F`.
 * @param path as it stood in the request line, without the query
 */
export function findRoute(method: string, path: string): Route {
  const segments = path.split('/');
  const fitting = (templates.get(segments.length) ?? []).filter((template) => fits(template, segments));
  const hit = fitting.find(({ operation }) => operation.method === method);
  if (hit) return { found: 'operation', operation: hit.operation, labels: labelsOf(hit, segments) };
  if (fitting.length > 0) return { found: 'other-method', allowed: fitting.map(({ operation }) => operation.method) };
  return { found: 'nothing' };
}

function fits({ segments }: Template, path: readonly string[]): boolean {
  return segments.every((segment, index) => isLabel(segment) || segment === path[index]);
}

function labelsOf({ segments }: Template, path: readonly string[]): Record<string, string | undefined> {
  const pairs = segments.flatMap((segment, index) => (isLabel(segment) ? [[segment.slice(1, -1), decode(path[index] ?? '')]] : []));
  return Object.fromEntries(pairs);
}

function isLabel(segment: string): boolean {
  return segment.startsWith('{');
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function groupByLength(all: readonly Template[]): ReadonlyMap<number, Template[]> {
  const groups = new Map<number, Template[]>();
  for (const template of all) groups.set(template.segments.length, [...(groups.get(template.segments.length) ?? []), template]);
  return groups;
}
