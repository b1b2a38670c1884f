import { z } from 'zod';

/** A member's place in S3. */
const s3 = z.looseObject({
  resultFormat: z.enum(['CSV', 'PARQUET']),
  bucket: z.string(),
  keyPrefix: z.string().optional(),
  singleFileOutput: z.boolean().optional(),
});

/** What is kept of a query that was asked for: what GetProtectedQuery tells again. Its course is the clean room's to know. */
export const queryRequestSchema = z.strictObject({
  id: z.string(),
  membershipId: z.string(),
  /** Who asked. */
  account: z.string(),
  /** Milliseconds since 1970. */
  createTime: z.number(),
  sqlParameters: z.record(z.string(), z.unknown()),
  /** As it was sent; the membership's default where nothing was. */
  resultConfiguration: z.record(z.string(), z.unknown()),
  computeConfiguration: z.record(z.string(), z.unknown()).optional(),
  /** Accounts that receive the result, the runner's own place apart. */
  memberReceivers: z.array(z.string()),
  /** What the rules said, of a query that they refused after its start (`ruleViolations: async`). */
  refused: z.string().optional(),
  /** Where the runner's own rows go, if it receives any. */
  own: s3.optional(),
});

export type QueryRequest = z.infer<typeof queryRequestSchema>;
export type S3Place = z.infer<typeof s3>;
