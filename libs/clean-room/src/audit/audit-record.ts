import { createHash } from 'node:crypto';
import type { QueryStatus } from '@parley/clean-room-client';
import { canonicalJson } from './canonical-json';

/**
 * Written when a query is judged, before it runs. After AWS's query log (spec/clean-rooms-semantics.md section 1.8):
 * refused queries are recorded too. Holds the query and the rules' names, never data.
 */
export interface SubmissionEntry {
  kind: 'submission';
  queryId: string;
  /** ISO 8601, UTC. */
  at: string;
  membershipId: string;
  collaboration: string;
  runner: string;
  /** Who would receive the result. */
  receivers: readonly string[];
  /** A template's text where one was run: parameters stay `:name`. */
  sql: string;
  /** The template that was run, and the names of the parameters that were given values. */
  analysisTemplate?: { arn: string; parameters: readonly string[] };
  verdict: 'allowed' | 'refused';
  /** Allowed: the tables the query reads. Refused: those a refusal names. */
  tables: readonly { table: string; owner: string; ruleType?: string }[];
  /** Codes of the refusals. */
  refusals?: readonly string[];
}

/**
 * Written when a query ended. It does not say how many rows came out: under a LIST rule that is how many people two
 * parties share, and whoever may read the audit need not be a receiver of the result.
 */
export interface TerminationEntry {
  kind: 'termination';
  queryId: string;
  at: string;
  status: QueryStatus;
  errorCode?: string;
}

export type AuditEntry = SubmissionEntry | TerminationEntry;

/** One line of the file. `hash` covers the other three, `previous` is the hash of the record before. */
export interface AuditRecord {
  /** Counts from 1. */
  sequence: number;
  previous: string;
  entry: AuditEntry;
  hash: string;
}

/** The end of a chain: quoted in a receipt, it proves later that no record was changed or cut off. */
export interface AuditHead {
  /** Number of records. */
  length: number;
  /** Hash of the last one. */
  hash: string;
}

export const EMPTY_HEAD: AuditHead = { length: 0, hash: '0'.repeat(64) };

export function nextRecord(head: AuditHead, entry: AuditEntry): AuditRecord {
  const unsealed = { sequence: head.length + 1, previous: head.hash, entry };
  return { ...unsealed, hash: hashOf(unsealed) };
}

export function hashOf({ sequence, previous, entry }: Omit<AuditRecord, 'hash'>): string {
  return createHash('sha256').update(canonicalJson({ sequence, previous, entry: { ...entry } })).digest('hex');
}

/** Reads one line; undefined if it is not a record. What the entry holds is not looked at: the hash vouches for it. */
export function parseRecord(line: string): AuditRecord | undefined {
  let value: Partial<AuditRecord> | null;
  try {
    value = JSON.parse(line) as Partial<AuditRecord> | null;
  } catch {
    return undefined;
  }
  const { sequence, previous, entry, hash } = value ?? {};
  if (typeof sequence !== 'number' || typeof previous !== 'string' || typeof hash !== 'string') return undefined;
  return typeof entry === 'object' && entry !== null ? { sequence, previous, entry, hash } : undefined;
}
