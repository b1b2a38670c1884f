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
  /** Where further receivers' files will be, or are. */
  copies: z.array(z.strictObject({ receiver: z.string(), format: z.enum(['CSV', 'PARQUET']), uri: z.string() })).optional(),
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

/** Every object that its result is, or will be: the one that stands last comes first. */
export function resultUris({ resultUri, copies = [] }: QueryRecord): string[] {
  return [resultUri, ...copies.map(({ uri }) => uri)];
}

/** What a client sees of it. */
export function protectedQuery({ id, membershipId, status, keyPrefix, resultUri, copies, error, statistics }: QueryRecord): ProtectedQuery {
  return {
    id,
    membershipId,
    status,
    keyPrefix,
    ...(status === 'SUCCESS' && { resultUri }),
    ...(status === 'SUCCESS' && copies && { copies: copies.map(({ receiver, uri }) => ({ receiver, uri })) }),
    ...(error && { error }),
    ...(statistics && { statistics }),
  };
}
