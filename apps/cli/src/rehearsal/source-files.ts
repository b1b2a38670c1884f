import type { Party } from '@parley/contract';
import type { Plan } from '@parley/owner-plan';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sourcesMissing } from './errors';

/**
 * Absolute paths of the source files that parties, and the owner's plan, name.
 *
 * @throws inputError SOURCE_MISSING with every file that is not in `data`.
 */
export function sourceFiles(data: string, parties: readonly Party[], plan?: Plan): string[] {
  const named = parties.flatMap(({ tables }) => tables.map(({ source }) => source.file));
  const ofPlan = [plan?.contacts.suppression, plan?.contacts.consents?.file].flatMap((file) => file ?? []);
  const files = [...new Set([...named, ...ofPlan])].map((file) => join(data, file));
  const missing = files.filter((file) => !existsSync(file));
  if (missing.length > 0) throw sourcesMissing(missing);
  return files;
}
