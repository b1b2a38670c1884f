import { join } from 'node:path';
import type { Place, Problem } from '@parley/errors';
import { AWS_QUOTAS } from './aws-quotas';
import type { Analysis } from './contract';
import { analysisTwice, sqlMissing, sqlTooLong } from './errors';
import { type CollaborationFile, collaborationSchema, type PartnerTerms, partnerTermsSchema } from './schema/collaboration';
import { checkAgainst } from './yaml/check-against';
import { readText } from './yaml/read-text';
import { readYaml } from './yaml/read-yaml';
import type { YamlFile } from './yaml/yaml-file';

/** As much of owner/collaboration.yaml as could be read, with the SQL it names. */
export interface TermsDraft {
  terms?: CollaborationFile;
  /** The analyses of each partner whose entry is sound. */
  analyses: ReadonlyMap<string, Analysis[]>;
  /** Every partner the file names, sound or not; undefined where that can't be read. */
  named?: readonly string[];
  at(...path: (string | number)[]): Place;
  keyAt(...path: (string | number)[]): Place;
  problems: Problem[];
}

/** Reads owner/collaboration.yaml below `root` and the SQL files it names. */
export async function draftTerms(root: string): Promise<TermsDraft> {
  const label = 'owner/collaboration.yaml';
  const { file, problems } = await readYaml(join(root, label), label, 'it says with whom the owner collaborates, and on what analyses');
  if (!file || problems.length > 0) return { analyses: new Map(), at: () => ({ file: label }), keyAt: () => ({ file: label }), problems: [...problems] };
  const { value: terms, problems: shape } = checkAgainst(collaborationSchema, file);
  const raw = (file.data as { partners?: unknown } | null)?.partners;
  const readable = typeof raw === 'object' && raw !== null;
  const entries = Object.entries(readable ? raw : {});
  const sound = entries.flatMap(([partner, entry]) => {
    const parsed = partnerTermsSchema.safeParse(entry);
    return parsed.success ? [{ partner, entry: parsed.data }] : [];
  });
  const drafts = await Promise.all(sound.map(({ partner, entry }) => draftAnalyses(root, partner, entry, file)));
  return {
    terms,
    analyses: new Map(sound.map(({ partner }, at) => [partner, drafts[at]!.analyses])),
    named: readable ? entries.map(([partner]) => partner) : undefined,
    at: (...path) => file.valueAt(path),
    keyAt: (...path) => file.keyAt(path),
    problems: [...shape, ...drafts.flatMap((draft) => draft.problems), ...repeatedNames(sound, file)],
  };
}

async function draftAnalyses(root: string, partner: string, entry: PartnerTerms, file: YamlFile) {
  const problems: Problem[] = [];
  const analyses = await Promise.all(
    entry.analyses.map(async (analysis, at): Promise<Analysis> => {
      const sql = await readSql(root, analysis.sql, file.valueAt(['partners', partner, 'analyses', at, 'sql']));
      problems.push(...sql.problems);
      return { ...analysis, sqlText: sql.text, file: join(root, 'owner', analysis.sql) };
    }),
  );
  return { analyses, problems };
}

/** An analysis is known by its name alone, in results and reports: unique over all partners. */
function repeatedNames(sound: readonly { partner: string; entry: PartnerTerms }[], file: YamlFile): Problem[] {
  const first = new Map<string, string>();
  return sound.flatMap(({ partner, entry }) =>
    entry.analyses.flatMap(({ name }, at) => {
      const other = first.get(name);
      if (other === undefined) first.set(name, partner);
      return other === undefined ? [] : [analysisTwice(file.valueAt(['partners', partner, 'analyses', at, 'name']), name, other)];
    }),
  );
}

async function readSql(root: string, sql: string, place: Place): Promise<{ text: string; problems: Problem[] }> {
  const { text, problem } = await readText(join(root, 'owner', sql), sql, 'SQL');
  if (problem) return { text: '', problems: [sqlMissing(place, sql, problem.message)] };
  if (text.trim() === '') return { text, problems: [sqlMissing(place, sql, 'it is empty')] };
  const tooLong = text.length > AWS_QUOTAS.queryTextCharacters;
  return { text, problems: tooLong ? [sqlTooLong(place, sql, text.length)] : [] };
}
