import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Synthesised } from '../synthesised';

type Matches = (type: string, resource: Readonly<Record<string, unknown>>) => boolean;

/** Terraform asks for the schema of a Cloud Control type to plan it, and nobody here has that of this one. */
export const NOT_PLANNED: Matches = (type, { type_name: name }) => type === 'aws_cloudcontrolapi_resource' && String(name).startsWith('AWS::SMSVOICE::');

/** What neither moto nor `parley serve` has: planned and judged with the rest, and not applied. */
export const NOT_APPLIED: Matches = (type, resource) => NOT_PLANNED(type, resource) || type.startsWith('aws_pinpointsmsvoicev2_');

/** Has Terraform make none of those in a stack's folder. Gives their addresses. Nothing may refer to one: its names are written as text. */
export function leaveOut(matches: Matches, folder: string, { resource = {} }: Synthesised): string[] {
  const found = Object.entries(resource).flatMap(([type, named]) => Object.entries(named).flatMap(([name, one]) => (matches(type, one) ? [{ type, name }] : [])));
  const types = [...new Set(found.map(({ type }) => type))];
  const none = Object.fromEntries(types.map((type) => [type, Object.fromEntries(found.filter((one) => one.type === type).map(({ name }) => [name, { count: 0 }]))]));
  if (found.length > 0) writeFileSync(join(folder, 'not_here_override.tf.json'), JSON.stringify({ resource: none }));
  return found.map(({ type, name }) => `${type}.${name}`);
}
