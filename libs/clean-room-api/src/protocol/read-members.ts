import type { NormalizedSchema } from '@smithy/core/schema';
import { checkValue } from '../constraints/check-value';
import { kindOf } from '../constraints/facts';
import type { Members } from '../operation';
import { requiredMembers } from './model';
import type { ProblemList } from './problem-list';

/**
 * Reads a structure: its known members are checked for type, presence and constraint, and those that the schema doesn't
 * know are kept as they came, at every depth. A rule member of a later model must not get lost on the way.
 * @returns the members; anything wrong is in `problems`
 */
export function readMembers(schema: NormalizedSchema, given: object, path: string, problems: ProblemList): Members {
  const known = schema.getMemberSchemas();
  const present = Object.entries(given).filter(([, value]) => value !== null && value !== undefined);
  const names = new Set(present.map(([name]) => name));
  for (const name of requiredMembers(schema)) if (!names.has(name)) problems.add(join(path, name), 'must not be null');
  if (schema.isUnionSchema() && present.length !== 1) problems.add(path, 'must have exactly one of its members set');
  const read = present.map(([name, value]) => {
    const member = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!member) return [name, value] as const;
    const checked = readValue(member, value, join(path, name), problems);
    const kind = kindOf(schema.getName() ?? '', name);
    if (kind !== undefined) checkValue(kind, checked, join(path, name), problems);
    return [name, checked] as const;
  });
  return Object.fromEntries(read); // defines members one by one, so that `__proto__` is a member like any other
}

function readValue(schema: NormalizedSchema, value: unknown, path: string, problems: ProblemList): unknown {
  if (schema.isStructSchema()) return readObject(value, path, problems, (object) => readMembers(schema, object, path, problems));
  if (schema.isMapSchema()) return readObject(value, path, problems, (object) => readMap(schema, object, path, problems));
  if (schema.isListSchema()) return readList(schema, value, path, problems);
  const type = scalarType(schema);
  if (type !== undefined && typeof value !== type) problems.add(path, `must be a ${type}`);
  return value;
}

function readObject(value: unknown, path: string, problems: ProblemList, read: (object: object) => unknown): unknown {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return read(value);
  problems.add(path, 'must be an object');
  return value;
}

function readMap(schema: NormalizedSchema, given: object, path: string, problems: ProblemList): Members {
  const values = schema.getValueSchema();
  return Object.fromEntries(Object.entries(given).map(([key, value], index) => [key, readValue(values, value, `${path}.value[${index}]`, problems)]));
}

function readList(schema: NormalizedSchema, value: unknown, path: string, problems: ProblemList): unknown {
  if (!Array.isArray(value)) {
    problems.add(path, 'must be a list');
    return value;
  }
  const each = schema.getValueSchema();
  return value.map((one, index) => readValue(each, one, `${path}[${index}]`, problems));
}

function scalarType(schema: NormalizedSchema): 'string' | 'boolean' | 'number' | undefined {
  if (schema.isStringSchema()) return 'string';
  if (schema.isBooleanSchema()) return 'boolean';
  return schema.isNumericSchema() || schema.isTimestampSchema() ? 'number' : undefined;
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
