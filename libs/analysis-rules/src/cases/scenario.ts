import { analysisRuleSchema } from '@parley/contract';
import type { AnalysisRequest, AnalysisTemplate, RoomTable, TemplateRequest } from '../request';
import scenario from './scenario.json';

/** How a case changes a table of the scenario: rule members are merged, null removes one. */
export interface TableChange {
  rule?: Record<string, unknown>;
  /** Members that AWS has and the contract refuses: put in unparsed. */
  beyond?: Record<string, unknown>;
  /** A rule type that AWS has and the contract refuses. */
  beyondType?: string;
  ruleType?: 'AGGREGATION' | 'LIST' | 'CUSTOM' | 'none';
  receivers?: readonly string[] | null;
  /** Column types to set; null removes the column from the allowed ones. */
  columns?: Record<string, string | null>;
  owner?: keyof typeof scenario.accounts;
}

export type Changes = Readonly<Record<string, TableChange>>;

type RuleType = 'AGGREGATION' | 'LIST' | 'CUSTOM';
type Name = keyof typeof scenario.tables;

/** The three tables under rules of one type, with a case's changes. */
export function scenarioTables(ruleType: RuleType, changes: Changes = {}): RoomTable[] {
  return (Object.keys(scenario.tables) as Name[]).map((name) => roomTable(name, ruleType, changes[name] ?? {}));
}

/** A request of Q over these tables; `J` in the SQL stands for the join of seg and crm, as in the specification. */
export function scenarioRequest(sql: string, tables: readonly RoomTable[], receivers = ['Q'], runner = 'Q'): AnalysisRequest {
  return { sql: expand(sql), runner: account(runner), receivers: receivers.map(account), tables };
}

/** A template of a case: T, written by Q unless said otherwise. */
export type CaseTemplate = Partial<Omit<AnalysisTemplate, 'creator' | 'text'>> & { creator?: string };

/** The same as a run of a template whose text is the SQL. */
export function templateRequest({ sql, runner, receivers, tables }: AnalysisRequest, template: CaseTemplate): TemplateRequest {
  const { creator = 'Q', arn = 'arn:T', parameters = [], values = {} } = template;
  return { runner, receivers, tables, template: { arn, parameters, values, creator: account(creator), text: sql } };
}

export function expand(sql: string): string {
  return sql.replace(/ J\b(?!\w)/, ' FROM seg s JOIN crm c ON s.hashed_email = c.hashed_email');
}

/** The rows of a table as objects. */
export function scenarioRows(name: string): Record<string, string | number | null>[] {
  const { columns, rows } = scenario.tables[name as Name];
  return rows.map((row) => Object.fromEntries(Object.keys(columns).map((column, index) => [column, row[index] ?? null])));
}

function account(name: string): string {
  return scenario.accounts[name as keyof typeof scenario.accounts] ?? name;
}

function roomTable(name: Name, defaultType: RuleType, change: TableChange): RoomTable {
  const table = scenario.tables[name];
  const type = change.ruleType ?? defaultType;
  const columns = Object.entries({ ...table.columns, ...change.columns });
  return {
    name,
    owner: account(change.owner ?? table.owner),
    columns: columns.flatMap(([column, glueType]) => (glueType === null || glueType === undefined ? [] : [{ name: column, type: glueType }])),
    ...(type !== 'none' && { analysisRule: ruleOf(name, type, change) }),
    ...(change.receivers !== null && { collaborationRule: { allowedResultReceivers: (change.receivers ?? ['Q']).map(account) } }),
  };
}

function ruleOf(name: Name, type: RuleType, change: TableChange) {
  const base = type === 'CUSTOM' ? { allowedAnalyses: ['ANY_QUERY'], allowedAnalysisProviders: [account('Q')] } : scenario.tables[name][type];
  const merged = Object.fromEntries(Object.entries({ ...base, ...change.rule }).filter(([, value]) => value !== null));
  const rule = analysisRuleSchema.parse({ analysisRuleType: type, analysisRulePolicy: { v1: { [type.toLowerCase()]: merged } } });
  Object.assign(Object.values(rule.analysisRulePolicy.v1)[0] ?? {}, change.beyond);
  if (change.beyondType) Object.assign(rule, { analysisRuleType: change.beyondType });
  return rule;
}
