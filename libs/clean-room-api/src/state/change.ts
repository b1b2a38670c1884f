import { z } from 'zod';
import type { CollectionName, Collections } from './records';

const COLLECTIONS = [
  'collaborations', 'members', 'memberships', 'configuredTables', 'tableRules', 'associations', 'associationRules', 'templates',
  'budgetTemplates', 'tags', 'untoldEvents', 'secrets',
] as const satisfies readonly CollectionName[];

const edit = z.strictObject({
  in: z.enum(COLLECTIONS),
  id: z.string(),
  /** Where the record stands in its collection's order. */
  at: z.int().min(0),
  /** Absent: removed. */
  value: z.record(z.string(), z.unknown()).optional(),
});

const change = z.strictObject({ edits: z.array(edit) });

/** The first line of a log: says what the file is. */
export const HEADER = JSON.stringify({ parley: 'clean-room-service', version: 1 });

/** One record put, or removed where `value` is absent. */
export interface Edit {
  in: CollectionName;
  id: string;
  at: number;
  value?: Collections[CollectionName] | undefined;
}

/** One line of the log: edits that happened together. */
export function writeChange(edits: readonly Edit[]): string {
  return JSON.stringify({ edits });
}

/** Reads a line of the log; undefined for what is none. The records are as this service wrote them. */
export function readChange(line: string): readonly Edit[] | undefined {
  try {
    const read = change.safeParse(JSON.parse(line));
    return read.success ? (read.data.edits as unknown as readonly Edit[]) : undefined;
  } catch {
    return undefined;
  }
}
