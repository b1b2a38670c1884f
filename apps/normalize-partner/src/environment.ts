import { z } from 'zod';

const arn = z.string().regex(/^arn:/, 'an ARN');

/** What the stack says in the function's environment. */
const environmentSchema = z.object({
  /** The secret with the pair's hash key. */
  HASH_KEY_ARN: arn,
  /** The folder of the party that the tables are for. */
  COUNTERPART: z.string().min(1),
  /** The owner's bus; the owner's own function tells nobody. */
  OWNER_BUS_ARN: arn.optional(),
  /** The owner's own function alone: where addresses go, and which of its tables has them. */
  CONTACTS_BUCKET: z.string().min(3).optional(),
  CONTACTS_TABLE: z.string().min(1).optional(),
  /** The owner's own function alone: URI of the list of forgotten people. */
  FORGOTTEN_LIST: z.string().regex(/^s3:\/\/.+\/.+$/, 'an object URI').optional(),
});

/** @throws ZodError with every variable at fault */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): z.infer<typeof environmentSchema> {
  return environmentSchema.parse(variables);
}
