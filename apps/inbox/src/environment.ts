import { z } from 'zod';

/** What the stack says in the function's environment. */
const environmentSchema = z.object({
  /** Lambda's own. */
  AWS_REGION: z.string().min(1),
  /** The table of messages inside the app. */
  INBOX_TABLE: z.string().min(3),
  /** The claim of the token that holds the customer's id. */
  PERSON_CLAIM: z.string().min(1).default('sub'),
});

/** @throws ZodError with every variable at fault */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): z.infer<typeof environmentSchema> {
  return environmentSchema.parse(variables);
}
