import { z } from 'zod';

const bucket = z.string().min(3);
const table = z.string().min(3);

const environment = z.object({
  AWS_REGION: z.string().min(1),
  /** Lambda's own: where the bundle lies, with the contract beside it. */
  LAMBDA_TASK_ROOT: z.string().min(1),
  /** Buckets that may hold a person. */
  WORK_BUCKET: bucket,
  RESULTS_BUCKET: bucket,
  SOURCE_BUCKET: bucket,
  CONTACTS_BUCKET: bucket,
  EVENTS_BUCKET: bucket,
  /** URI of the list of forgotten people, which the owner's normalising functions read. */
  FORGOTTEN_LIST: z.string().regex(/^s3:\/\/.+\/.+$/, 'an object URI'),
  LEDGER_TABLE: table,
  DEFERRED_TABLE: table,
  CONSENT_TABLE: table,
  INBOX_TABLE: table,
  /** The state machine whose runs must be at rest. */
  MACHINE_ARN: z.string().regex(/^arn:/, 'an ARN'),
});

export type Environment = z.infer<typeof environment>;

/** The function's environment, as its stack sets it. Throws with every variable that is missing or wrong. */
export function readEnvironment(variables: NodeJS.ProcessEnv): Environment {
  return environment.parse(variables);
}
