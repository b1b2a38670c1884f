import { z } from 'zod';

const environment = z.object({
  AWS_REGION: z.string().min(1),
  LEDGER_TABLE: z.string().min(1),
  /** Consents and suppressions. */
  CONSENT_TABLE: z.string().min(1),
  /** Where first-party events of feedback go: an object URI that ends in `/`. */
  FEEDBACK_PREFIX: z.string().regex(/^s3:\/\/[^/]+\/(.+\/)?$/, 'an object URI that ends in /'),
});

/** The function's environment, as its stack sets it. Throws with every variable that is missing or wrong. */
export function readEnvironment(variables: NodeJS.ProcessEnv): z.infer<typeof environment> {
  return environment.parse(variables);
}
