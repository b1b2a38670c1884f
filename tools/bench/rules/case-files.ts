import type { RoomTable } from '@parley/analysis-rules';
import { analysisRuleSchema } from '@parley/contract';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The rule types whose executable SQL `executable-nodes.ts` can judge. */
export type RuleType = 'AGGREGATION' | 'LIST' | 'CUSTOM';

/** The queries of one case file, with the tables they are judged over. */
export interface Seeds {
  ruleType: RuleType;
  queries: readonly string[];
  /** Those of them that are allowed as they are. */
  allowed: readonly string[];
  tables: readonly RoomTable[];
}

export interface CaseFiles {
  seeds: readonly Seeds[];
  runner: string;
  /** Files of other rule types, which are not fuzzed here. */
  left: readonly string[];
}

interface CaseFile {
  ruleType: string;
  cases: readonly { sql?: unknown; denied?: unknown; changes?: unknown; switches?: unknown; template?: unknown }[];
}

interface Scenario {
  accounts: Readonly<Record<string, string>>;
  tables: Readonly<Record<string, { owner: string; columns: Readonly<Record<string, string>> } & Readonly<Record<Exclude<RuleType, 'CUSTOM'>, object>>>>;
}

/** The case files of libs/analysis-rules, over its scenario. */
export function readCaseFiles(folder: string): CaseFiles {
  const scenario = readJson(folder, 'scenario.json') as Scenario;
  const names = readdirSync(folder).filter((name) => name.endsWith('.cases.json'));
  const seeds: Seeds[] = [];
  const left: string[] = [];
  for (const name of names) {
    const { ruleType, cases } = readJson(folder, name) as CaseFile;
    const queries = textsOf(cases);
    const allowed = textsOf(cases.filter((one) => !one.denied && !one.changes && !one.switches && !one.template));
    if (!isFuzzed(ruleType) || queries.length === 0) left.push(name);
    else seeds.push({ ruleType, queries, allowed, tables: tablesUnder(ruleType, scenario) });
  }
  if (seeds.length === 0) throw new Error(`${folder} holds no case files`);
  return { seeds, runner: scenario.accounts['Q'] ?? '', left };
}

function textsOf(cases: CaseFile['cases']): string[] {
  return cases.flatMap(({ sql }) => (typeof sql === 'string' ? [expand(sql)] : []));
}

function isFuzzed(ruleType: string): ruleType is RuleType {
  return ruleType === 'AGGREGATION' || ruleType === 'LIST' || ruleType === 'CUSTOM';
}

function tablesUnder(ruleType: RuleType, { accounts, tables }: Scenario): RoomTable[] {
  const anyQuery = { allowedAnalyses: ['ANY_QUERY'], allowedAnalysisProviders: [accounts['Q']] };
  return Object.entries(tables).map(([name, table]) => ({
    name,
    owner: accounts[table.owner] ?? '',
    columns: Object.entries(table.columns).map(([column, type]) => ({ name: column, type })),
    analysisRule: analysisRuleSchema.parse({
      analysisRuleType: ruleType,
      analysisRulePolicy: { v1: { [ruleType.toLowerCase()]: ruleType === 'CUSTOM' ? anyQuery : table[ruleType] } },
    }),
    collaborationRule: { allowedResultReceivers: [accounts['Q'] ?? ''] },
  }));
}

/** ` J` stands for the join of the scenario's two main tables. */
function expand(sql: string): string {
  return sql.replace(/ J\b/, ' FROM seg s JOIN crm c ON s.hashed_email = c.hashed_email');
}

function readJson(folder: string, name: string): unknown {
  return JSON.parse(readFileSync(join(folder, name), 'utf8'));
}
