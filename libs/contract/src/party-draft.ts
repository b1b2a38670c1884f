import { basename, dirname } from 'node:path';
import type { Place, Problem } from '@parley/errors';
import { explainRuleIssue } from './checks/explain-rule-issue';
import { partyHeadSchema, type PartyHead, partySchema, type TableFile, tableSchema } from './schema/party';
import { checkAgainst } from './yaml/check-against';
import { readYaml } from './yaml/read-yaml';
import type { YamlFile, YamlPath } from './yaml/yaml-file';

/** One table of a party file whose shape is sound, with the places of what it holds. */
export interface TableDraft {
  name: string;
  spec: TableFile;
  /** Some optional member was unreadable and left out: checks on what is absent must stay silent. */
  incomplete: boolean;
  at(...path: YamlPath): Place;
  keyAt(...path: YamlPath): Place;
}

/** As much of a party file as could be read; a sound file has a head and all its tables. */
export interface PartyDraft {
  id: string;
  path: string;
  head?: PartyHead;
  headAt(...path: YamlPath): Place;
  tables: TableDraft[];
  problems: Problem[];
}

/** Reads one party.yaml. `label` is how messages name it. What is wrong is in `problems`; the rest can still be checked. */
export async function draftParty(path: string, label: string): Promise<PartyDraft> {
  const id = basename(dirname(path));
  const { file, problems } = await readYaml(path, label, 'it says who the party is and what tables it has');
  const nowhere: PartyDraft = { id, path, headAt: () => ({ file: label }), tables: [], problems: [...problems] };
  if (!file || problems.length > 0) return nowhere;
  const data = file.data as { party?: unknown; tables?: unknown } | null;
  return {
    id,
    path,
    head: partyHeadSchema.safeParse(data?.party).data,
    headAt: (...rest) => file.valueAt(['party', ...rest]),
    tables: draftTables(file, data?.tables),
    problems: checkAgainst(partySchema, file, explainRuleIssue).problems,
  };
}

function draftTables(file: YamlFile, tables: unknown): TableDraft[] {
  if (typeof tables !== 'object' || tables === null) return [];
  return Object.entries(tables).flatMap(([name, raw]) => {
    const sound = soundPart(raw);
    if (!sound) return [];
    const at = (...path: YamlPath) => file.valueAt(['tables', name, ...path]);
    const keyAt = (...path: YamlPath) => file.keyAt(['tables', name, ...path]);
    return [{ name, ...sound, at, keyAt }];
  });
}

/** The table without its unsound members, as long as what must be there is sound. */
function soundPart(raw: unknown): Pick<TableDraft, 'spec' | 'incomplete'> | undefined {
  const whole = tableSchema.safeParse(raw);
  if (whole.success) return { spec: whole.data, incomplete: false };
  const unsound = whole.error.issues.flatMap((issue) => {
    if (issue.path.length > 0) return [String(issue.path[0])];
    return issue.code === 'unrecognized_keys' ? issue.keys : [];
  });
  const rest = Object.fromEntries(Object.entries(raw ?? {}).filter(([key]) => !unsound.includes(key)));
  const part = tableSchema.safeParse(rest);
  return part.success ? { spec: part.data, incomplete: true } : undefined;
}
