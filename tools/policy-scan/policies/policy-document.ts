import { z } from 'zod';
import type { PlannedResource } from '../plan/planned-resource';

const oneOrMore = z.union([z.string(), z.array(z.string())]).transform((value) => (typeof value === 'string' ? [value] : value));
const principal = z.union([z.literal('*').transform((): Record<string, string[]> => ({ AWS: ['*'] })), z.record(z.string(), oneOrMore)]);

const statement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Principal: principal.optional(),
  NotPrincipal: principal.optional(),
  Action: oneOrMore.optional(),
  NotAction: oneOrMore.optional(),
  Resource: oneOrMore.optional(),
  NotResource: oneOrMore.optional(),
  Condition: z.record(z.string(), z.record(z.string(), z.preprocess((value) => (typeof value === 'boolean' || typeof value === 'number' ? String(value) : value), oneOrMore))).default({}),
});

const document = z.object({ Statement: z.union([statement.transform((one) => [one]), z.array(statement)]) });

/** A statement with every list as a list, and the principal `*` as `{ AWS: ['*'] }`. */
export type Statement = z.infer<typeof statement>;

/** The statements of a policy, ids that are not known yet as `${…}`; undefined where it can't be read before it is applied. */
export function statementsOf(resource: PlannedResource, attribute: string): readonly Statement[] | undefined {
  const json = jsonOf(resource, attribute);
  const { success, data } = document.safeParse(json);
  return success ? data.Statement : undefined;
}

/** An attribute that holds JSON, read; undefined where it can't be before it is applied. */
export function jsonOf(resource: PlannedResource, attribute: string): unknown {
  try {
    return JSON.parse(withoutQuotesInReferences(resource.text(attribute) ?? '')) as unknown;
  } catch {
    return undefined;
  }
}

/** A reference may hold quotes of its own, such as `${lookup(a.b, "Arn")}`: they would end the JSON text around it. */
function withoutQuotesInReferences(text: string): string {
  let depth = 0;
  let out = '';
  for (let at = 0; at < text.length; at++) {
    const here = text.charAt(at);
    if (here === '{' && (depth > 0 || text[at - 1] === '$')) depth++;
    if (depth === 0 || (here !== '"' && here !== '\\')) out += here;
    if (here === '}' && depth > 0) depth--;
  }
  return out;
}
