import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Synthesised } from '../synthesised';

/** What neither moto nor `parley serve` has: planned and judged with the rest, and not applied. */
const NOT_HERE: readonly ((type: string, resource: Readonly<Record<string, unknown>>) => boolean)[] = [
  (type) => type.startsWith('aws_pinpointsmsvoicev2_'),
  (type, { type_name: name }) => type === 'aws_cloudcontrolapi_resource' && String(name).startsWith('AWS::SMSVOICE::'),
];

/** Has Terraform make none of them in a stack's folder. Gives their addresses. Nothing may refer to one: its names are written as text. */
export function leaveOutWhatIsNotHere(folder: string, { resource = {} }: Synthesised): string[] {
  const found = Object.entries(resource).flatMap(([type, named]) => Object.entries(named).flatMap(([name, one]) => (NOT_HERE.some((is) => is(type, one)) ? [{ type, name }] : [])));
  const types = [...new Set(found.map(({ type }) => type))];
  const none = Object.fromEntries(types.map((type) => [type, Object.fromEntries(found.filter((one) => one.type === type).map(({ name }) => [name, { count: 0 }]))]));
  if (found.length > 0) writeFileSync(join(folder, 'not_here_override.tf.json'), JSON.stringify({ resource: none }));
  return found.map(({ type, name }) => `${type}.${name}`);
}
