import type { AnalysisRequest, judge, RoomTable, TemplateRequest } from '@parley/analysis-rules';
import { type AnalysisRule, analysisRuleSchema } from '@parley/contract';
import type { Setting } from '../attack';
import scenario from './scenario.json';

/** What judges a query: `judge` of @parley/analysis-rules, or another one in a test of this pack. */
export type Judge = typeof judge;
export type TableName = keyof typeof scenario.tables;
type RuleType = AnalysisRule['analysisRuleType'];

export const TABLE_NAMES = Object.keys(scenario.tables) as TableName[];

const TEMPLATE_ARN = 'arn:aws:cleanrooms:us-east-1:111111111111:membership/m/analysistemplate/t';
const JOIN = 'FROM panel p JOIN orders o ON p.hashed_email = o.hashed_email';

/** The query of an attack as the runner (the shop, unless it says otherwise) would send it; `{J}` is the honest join. */
export function scenarioRequest(sql: string, setting: Setting): AnalysisRequest | TemplateRequest {
  const { ruleType = 'AGGREGATION', types, rule, runner = 'shop', receivers = ['shop'], values } = setting;
  const text = sql.replaceAll('{J}', JOIN);
  const parties = {
    runner: scenario.accounts[runner],
    receivers: receivers.map((party) => scenario.accounts[party]),
    tables: TABLE_NAMES.map((name) => roomTable(name, types?.[name] ?? ruleType, rule?.[name])),
  };
  if (!values) return { ...parties, sql: text };
  const parameters = Object.keys(values).map((name) => ({ name, type: 'VARCHAR' }));
  return { ...parties, template: { arn: TEMPLATE_ARN, creator: parties.runner, text, parameters, values } };
}

/** The account of a party of the built-in scenario. */
export function accountOf(party: string): string {
  return scenario.accounts[party as keyof typeof scenario.accounts];
}

/** Who owns each built-in table. */
export const OWNERS: Readonly<Record<TableName, string>> = { orders: scenario.tables.orders.owner, panel: scenario.tables.panel.owner };

function roomTable(name: TableName, type: RuleType, changes: Record<string, unknown> | undefined): RoomTable {
  const { owner, columns } = scenario.tables[name];
  return {
    name,
    owner: accountOf(owner),
    columns: Object.entries(columns).map(([column, glueType]) => ({ name: column, type: glueType })),
    analysisRule: analysisRuleSchema.parse(ruleBody(name, type, changes)),
    collaborationRule: { allowedResultReceivers: [scenario.accounts.shop] },
  };
}

/** True if a contract could hold this rule for a table: its schema accepts it. */
export function ruleIsValid(table: TableName, changes: Record<string, unknown>): boolean {
  return analysisRuleSchema.safeParse(ruleBody(table, 'AGGREGATION', changes)).success;
}

function ruleBody(table: TableName, type: RuleType, changes: Record<string, unknown> = {}) {
  return { analysisRuleType: type, analysisRulePolicy: { v1: { [type.toLowerCase()]: { ...scenario.tables[table][type], ...changes } } } };
}
