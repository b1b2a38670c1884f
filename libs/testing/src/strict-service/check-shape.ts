import type { NormalizedSchema } from '@smithy/core/schema';
import type { EnumMembers } from './enum-members';

/** `json`: as it stands in a body. `value`: as a program holds it, with dates and bytes. */
export type Form = 'json' | 'value';

interface Check {
  enums: EnumMembers;
  form: Form;
  /** restJson1 may call a member otherwise in a body. */
  wireNames: boolean;
  problems: string[];
}

/**
 * What is wrong with a value under a schema, each with its path; none where it is right. An unknown member, a missing
 * required one, a wrong type, a value outside an enum, a null: all are wrong. Lengths, ranges and patterns are not in the
 * schemas and are not checked. A problem never quotes a value.
 */
export function shapeProblems(schema: NormalizedSchema, value: unknown, given: Omit<Check, 'problems'>): string[] {
  const problems: string[] = [];
  checkValue(schema, value, 'input', { ...given, problems });
  return problems;
}

/** The members of a structure that must be there: the schema lists them first and says how many they are. */
export function requiredMembers(structure: NormalizedSchema): readonly string[] {
  const schema: unknown = structure.getSchema();
  if (!Array.isArray(schema)) return [];
  const [names, count]: unknown[] = [schema[4], schema[6]];
  return Array.isArray(names) && typeof count === 'number' ? names.slice(0, count).map(String) : [];
}

function checkValue(schema: NormalizedSchema, value: unknown, path: string, check: Check): void {
  if (schema.isStructSchema()) return checkStructure(schema, value, path, check);
  if (schema.isMapSchema()) return checkMap(schema, value, path, check);
  if (schema.isListSchema()) return checkList(schema, value, path, check);
  const wrong = scalarProblem(schema, value, check.form);
  if (wrong !== undefined) check.problems.push(`${path} must be ${wrong}`);
}

function checkStructure(schema: NormalizedSchema, value: unknown, path: string, check: Check): void {
  if (!isObject(value)) return void check.problems.push(`${path} must be an object`);
  const members = new Map(Object.entries(schema.getMemberSchemas()).map(([name, member]) => [nameOf(name, member, check), { name, member }]));
  const present = Object.entries(value).filter(([, one]) => one !== undefined);
  const names = new Set(present.map(([name]) => members.get(name)?.name));
  for (const name of requiredMembers(schema)) if (!names.has(name)) check.problems.push(`${path}.${name} is required`);
  if (schema.isUnionSchema() && present.length !== 1) check.problems.push(`${path} must have exactly one member`);
  for (const [name, one] of present) {
    const known = members.get(name);
    const at = `${path}.${name}`;
    if (!known) check.problems.push(`${at} is unknown`);
    else {
      checkValue(known.member, one, at, check);
      checkEnum(check.enums.get(schema.getName() ?? '')?.get(known.name), one, at, check);
    }
  }
}

function checkEnum(lawful: ReadonlySet<string> | undefined, value: unknown, path: string, check: Check): void {
  if (!lawful) return;
  const texts = isObject(value) ? Object.values(value) : Array.isArray(value) ? value : [value];
  if (texts.some((text) => typeof text === 'string' && !lawful.has(text))) check.problems.push(`${path} must be one of ${[...lawful].join(', ')}`);
}

function checkMap(schema: NormalizedSchema, value: unknown, path: string, check: Check): void {
  if (!isObject(value)) return void check.problems.push(`${path} must be a map`);
  const each = schema.getValueSchema();
  for (const [index, one] of Object.values(value).entries()) {
    if (one !== null || !isSparse(schema)) checkValue(each, one, `${path}.value[${index}]`, check); // a key may be a person's address
  }
}

function checkList(schema: NormalizedSchema, value: unknown, path: string, check: Check): void {
  if (!Array.isArray(value)) return void check.problems.push(`${path} must be a list`);
  const each = schema.getValueSchema();
  for (const [index, one] of value.entries()) if (one !== null || !isSparse(schema)) checkValue(each, one, `${path}[${index}]`, check);
}

/** What the value must be and isn't. */
function scalarProblem(schema: NormalizedSchema, value: unknown, form: Form): string | undefined {
  if (schema.isDocumentSchema()) return undefined;
  if (schema.isBlobSchema()) return form === 'json' ? textProblem(value, isBase64, 'bytes in base64') : value instanceof Uint8Array ? undefined : 'bytes';
  if (schema.isTimestampSchema()) return form === 'json' ? timeProblem(value) : value instanceof Date ? undefined : 'a Date';
  if (schema.isStringSchema()) return textProblem(value, () => true, 'a string');
  if (schema.isBooleanSchema()) return typeof value === 'boolean' ? undefined : 'a boolean';
  if (schema.isNumericSchema()) return typeof value === 'number' && Number.isFinite(value) ? undefined : 'a number';
  return undefined;
}

function textProblem(value: unknown, good: (text: string) => boolean, what: string): string | undefined {
  return typeof value === 'string' && good(value) ? undefined : what;
}

function timeProblem(value: unknown): string | undefined {
  const good = (typeof value === 'number' && Number.isFinite(value)) || (typeof value === 'string' && !Number.isNaN(Date.parse(value)));
  return good ? undefined : 'a time';
}

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}

function nameOf(name: string, member: NormalizedSchema, { wireNames, form }: Check): string {
  return (wireNames && form === 'json' ? member.getMergedTraits().jsonName : undefined) ?? name;
}

function isSparse(schema: NormalizedSchema): boolean {
  return schema.getMergedTraits().sparse === 1;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
