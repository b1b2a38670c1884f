import { z } from 'zod';
import { readFor } from './sending-environment';

const bucket = z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'the name of a bucket');

/** JSON text of membership ids by partner folder. */
const memberships = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue('JSON such as {"partner-sample":"<membership id>"}');
      return z.NEVER;
    }
  })
  .pipe(z.record(z.string(), z.uuid()));

/**
 * What the stack says in the environment of every step's function. A function is given what it uses: the rest is optional,
 * and a step that misses one says so by name. Endpoints other than AWS's go by the SDK's own variables (AWS_ENDPOINT_URL_S3 …).
 */
export const environmentSchema = z.object({
  /** Lambda's own. */
  AWS_REGION: z.string().min(1),
  /** Lambda's own: where the bundle lies, with the contract beside it. */
  LAMBDA_TASK_ROOT: z.string().min(1),
  /** Runs, reports and what outlives a run: below `runs/<run id>/`, `out/<run id>/` and `intake/`. */
  WORK_BUCKET: bucket,
  /** Where Clean Rooms delivers query results: `results/<run id>/<analysis>/`. */
  RESULTS_BUCKET: bucket,
  /** The owner's data bucket: the files of suppressions and consents, by the paths of the contract. */
  SOURCE_BUCKET: bucket,
  MEMBERSHIPS: memberships,
  /** The engine for the owner's own tables. */
  SQL_ENGINE: z.enum(['duckdb', 'athena']).default('duckdb'),
  /** With SQL_ENGINE=athena. */
  ATHENA_WORKGROUP: z.string().optional(),
  /** With SQL_ENGINE=athena: the Glue database of tables that live as long as a query. */
  ATHENA_DATABASE: z.string().optional(),
  /** build-features, where the plan counts events: the bucket of first-party events. */
  EVENTS_BUCKET: bucket.optional(),
  /** activate-segments and build-segments: the bucket of the owner's contacts, under its own key. */
  CONTACTS_BUCKET: bucket.optional(),
});

export type Environment = z.infer<typeof environmentSchema>;

/** Reads the environment. @throws inputError ENVIRONMENT_INVALID with every variable at fault; values are not repeated. */
export const readEnvironment = (variables: Readonly<Record<string, string | undefined>>): Environment => readFor(environmentSchema, variables);
