import type { Problem } from '@parley/errors';
import { readText } from './read-text';
import { YamlFile } from './yaml-file';

export type YamlOrProblems = { file: YamlFile; problems: readonly Problem[] } | { file?: undefined; problems: readonly Problem[] };

/** Reads a YAML file with positions. `label` is how messages name it, `what` says what it is for. Never throws. */
export async function readYaml(path: string, label: string, what: string): Promise<YamlOrProblems> {
  const { text, problem } = await readText(path, label, what);
  if (problem) return { problems: [problem] };
  const file = new YamlFile(label, text);
  return { file, problems: file.problems };
}
