import { z } from 'zod';

/** What the stack says in the function's environment. */
const environmentSchema = z.object({
  /** Lambda's own. */
  AWS_REGION: z.string().min(1),
  /** The table of consents and suppressions. */
  CONSENT_TABLE: z.string().min(3),
  /** The secret with the keys of unsubscribe tokens. */
  UNSUBSCRIBE_KEY_ARN: z.string().regex(/^arn:/, 'an ARN'),
});

/** @throws ZodError with every variable at fault */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): z.infer<typeof environmentSchema> {
  return environmentSchema.parse(variables);
}
