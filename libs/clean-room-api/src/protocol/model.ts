// Not the package's root: that loads the whole client, and takes four times as long.
import * as schemas from '@aws-sdk/client-cleanrooms/dist-cjs/schemas/schemas_0.js';
import { NormalizedSchema } from '@smithy/core/schema';
import type { StaticOperationSchema } from '@smithy/types';

/** An operation as the run-time schemas inside `@aws-sdk/client-cleanrooms` describe it. */
export interface OperationModel {
  name: string;
  method: string;
  /** Such as `/memberships/{membershipIdentifier}`. */
  template: string;
  /** The status of a success: 200, or 204 with no body. */
  status: number;
  input: NormalizedSchema;
  output: NormalizedSchema;
}

const OPERATION_KIND = 9;

/** All operations of the service, by name. */
export const operationModels: ReadonlyMap<string, OperationModel> = new Map(
  Object.values<unknown>(schemas)
    .filter(isOperation)
    .map(toModel)
    .map((model) => [model.name, model]),
);

function isOperation(value: unknown): value is StaticOperationSchema {
  return Array.isArray(value) && value[0] === OPERATION_KIND;
}

function toModel([, , name, traits, input, output]: StaticOperationSchema): OperationModel {
  const http = typeof traits === 'object' ? traits.http : undefined;
  if (!http) throw new Error(`${name} has no HTTP binding in the schemas of @aws-sdk/client-cleanrooms`);
  const [method, template, status] = http;
  return { name, method, template, status, input: NormalizedSchema.of(input), output: NormalizedSchema.of(output) };
}

/** The members of a structure that must be there: the schema lists them first and says how many they are. */
export function requiredMembers(structure: NormalizedSchema): readonly string[] {
  const schema: unknown = structure.getSchema();
  if (!Array.isArray(schema)) return [];
  const [names, count]: unknown[] = [schema[4], schema[6]];
  return Array.isArray(names) && typeof count === 'number' ? names.slice(0, count).map(String) : [];
}
