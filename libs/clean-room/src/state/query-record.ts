import { z } from 'zod';
import type { ProtectedQuery } from '@parley/clean-room-client';

/** What is kept of a query between processes. */
export const queryRecordSchema = z.strictObject({
  /** Counts the queries of this clean room from 1. */
  sequence: z.int().min(1),
  id: z.string(),
  membershipId: z.string(),
  status: z.enum(['SUBMITTED', 'STARTED', 'CANCELLING', 'CANCELLED', 'FAILED', 'SUCCESS', 'TIMED_OUT']),
  keyPrefix: z.string(),
  format: z.enum(['CSV', 'PARQUET']),
  /** Where the result will be, or is. */
  resultUri: z.string(),
  /** ISO 8601, UTC. */
  submittedAt: z.string(),
  error: z.strictObject({ code: z.string(), message: z.string() }).optional(),
  statistics: z.strictObject({ totalDurationInMillis: z.number() }).optional(),
  usage: z.strictObject({ peakRssMb: z.number(), cpuSeconds: z.number() }).optional(),
});

export type QueryRecord = z.infer<typeof queryRecordSchema>;

export function hasEnded({ status }: Pick<QueryRecord, 'status'>): boolean {
  return status !== 'SUBMITTED' && status !== 'STARTED' && status !== 'CANCELLING';
}

/** What a client sees of it. */
export function protectedQuery({ id, membershipId, status, keyPrefix, resultUri, error, statistics }: QueryRecord): ProtectedQuery {
  return {
    id,
    membershipId,
    status,
    keyPrefix,
    ...(status === 'SUCCESS' && { resultUri }),
    ...(error && { error }),
    ...(statistics && { statistics }),
  };
}
