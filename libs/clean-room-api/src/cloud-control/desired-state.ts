import { applyPatch, type Operation } from 'rfc6902';
import { isDeepStrictEqual } from 'node:util';
import { invalid } from './control-error';
import type { Properties } from './resource-type';
import { propertyOf, type TypeSchema } from './resource-types';

/** A desired state as the request has it: JSON text of an object. Its properties must be the type's, and all required there. */
export function readDesiredState(text: unknown, schema: TypeSchema): Properties {
  const desired = asObject(text, 'DesiredState');
  const wrong = [...unknownIn(desired, schema), ...readOnlyIn(desired, schema), ...schema.required.filter((name) => desired[name] === undefined).map((name) => `required key [${name}] not found`)];
  if (wrong.length > 0) throw invalid(`Model validation failed: ${wrong.join('; ')}`);
  return desired;
}

/** The properties after an RFC 6902 patch. Create-only properties must stay: a change of one is a new resource. */
export function patched(before: Properties, patchDocument: unknown, schema: TypeSchema): Properties {
  const patch = asArray(patchDocument);
  const after = JSON.parse(JSON.stringify(before)) as Properties;
  const failures = applyPatch(after, patch as Operation[]).filter((failure) => failure !== null);
  if (failures.length > 0) throw invalid(`The patch document does not fit the resource: ${failures.map(({ message }) => message).join('; ')}`);
  const wrong = unknownIn(after, schema);
  if (wrong.length > 0) throw invalid(`Model validation failed: ${wrong.join('; ')}`);
  return after;
}

/** The create-only properties that differ. */
export function replacedProperties(before: Properties, after: Properties, { createOnlyProperties, readOnlyProperties }: TypeSchema): string[] {
  return [...createOnlyProperties, ...readOnlyProperties].map(propertyOf).filter((name) => !isDeepStrictEqual(before[name], after[name]));
}

const unknownIn = (properties: Properties, schema: TypeSchema) =>
  Object.keys(properties)
    .filter((name) => !Object.hasOwn(schema.properties, name))
    .map((name) => `extraneous key [${name}] is not permitted`);

const readOnlyIn = (properties: Properties, { readOnlyProperties }: TypeSchema) =>
  readOnlyProperties
    .map(propertyOf)
    .filter((name) => properties[name] !== undefined)
    .map((name) => `${name} is read-only`);

function asObject(text: unknown, member: string): Properties {
  const value = parsed(text, member);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Properties;
  throw invalid(`${member} is no JSON object`);
}

function asArray(text: unknown): unknown[] {
  const value = parsed(text, 'PatchDocument');
  if (Array.isArray(value)) return value;
  throw invalid('PatchDocument is no JSON array of RFC 6902 operations');
}

function parsed(text: unknown, member: string): unknown {
  if (typeof text !== 'string') throw invalid(`${member} must be a text of JSON`);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw invalid(`${member} is no JSON`);
  }
}
