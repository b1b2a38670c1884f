import type { Problem } from '@parley/errors';
import type { z } from 'zod';
import { type Explain, issueProblems } from './issue-problems';
import type { YamlFile } from './yaml-file';

export interface Checked<T> {
  /** Present when nothing is wrong. */
  value?: T;
  problems: Problem[];
}

/** Checks a YAML file's value against a schema: all issues, each with its place and a repair. */
export function checkAgainst<S extends z.ZodType>(schema: S, file: YamlFile, explain?: Explain): Checked<z.infer<S>> {
  if (file.problems.length > 0) return { problems: [] };
  const result = schema.safeParse(file.data);
  if (result.success) return { value: result.data, problems: [] };
  return { problems: issueProblems(result.error.issues, { file, schema, explain }) };
}
