import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judge } from '../judge';
import type { Refusal } from '../request';
import type { RuleSwitches } from '../switches';
import { type CaseTemplate, type Changes, scenarioRequest, scenarioTables, templateRequest } from './scenario';

/** Every refusal of every case explains itself: a sentence, a repair, the place, and names that are really there. */

interface Case {
  id: string;
  sql: string;
  changes?: Changes;
  switches?: Partial<RuleSwitches>;
  receivers?: string[];
  runner?: string;
  denied?: string[];
  template?: CaseTemplate;
}

interface CaseFile {
  ruleType: 'AGGREGATION' | 'LIST' | 'CUSTOM';
  /** Laid under each case's own changes. */
  changes?: Changes;
  cases: Case[];
}

const files = readdirSync(__dirname).filter((name) => name.endsWith('.cases.json'));

it.each(files)('%s', async (name) => {
  const { ruleType, changes, cases } = JSON.parse(readFileSync(join(__dirname, name), 'utf8')) as CaseFile;
  const problems: string[] = [];
  for (const one of cases.filter(({ denied }) => denied)) {
    const request = scenarioRequest(one.sql, scenarioTables(ruleType, layered(changes, one.changes)), one.receivers, one.runner);
    const verdict = await judge(one.template ? templateRequest(request, one.template) : request, one.switches);
    if (verdict.allowed) problems.push(`${one.id} is allowed`);
    else problems.push(...verdict.refusals.flatMap((refusal) => wrongIn(refusal, request.sql).map((what) => `${one.id} ${refusal.code}: ${what}`)));
  }
  expect(problems).toEqual([]);
}, 180_000);

function layered(under: Changes = {}, over: Changes = {}): Changes {
  const names = [...new Set([...Object.keys(under), ...Object.keys(over)])];
  return Object.fromEntries(names.map((name) => [name, { ...under[name], ...over[name], rule: { ...under[name]?.rule, ...over[name]?.rule } }]));
}

/** What AWS's grammar forbids for every table: no field of one table's rule says it. */
const NO_FIELD = ['AGG_EXPRESSION', 'AGG_LITERAL', 'AGG_NESTED', 'AGG_NOT_GROUPED', 'JOIN_CONDITION', 'JOIN_KIND', 'JOIN_NESTED', 'JOIN_SAME_SIDE', 'JOIN_SELF'];
/** Of these DuckDB's tree gives no place, or none in some queries. */
const NO_PLACE = ['GRAMMAR_CLAUSE', 'GRAMMAR_FROM', 'GRAMMAR_NO_TABLE', 'GRAMMAR_SUBQUERY', 'JOIN_KIND', 'LIST_JOIN_REQUIRED'];

function wrongIn({ code, message, repair, rule, table, span }: Refusal, sql: string): string[] {
  const wrong: string[] = [];
  const ofRule = /^(AGG|LIST|JOIN|WHERE)_/.test(code);
  const ofText = ofRule || /^(GRAMMAR|NAME|DIALECT)_/.test(code);
  for (const text of [message, repair]) if (!/^\S.{8,}[.!)]$/s.test(text) || /undefined|\s\s|\s[.,;](\s|$)/.test(text)) wrong.push(`"${text}" is no sentence`);
  if (ofRule && !NO_FIELD.includes(code) && !/^(AGGREGATION|LIST)(\.[a-zA-Z]+)?$/.test(rule ?? '')) wrong.push(`rule ${rule}`);
  if (ofText && !NO_PLACE.includes(code) && !(span && span.end > span.start)) wrong.push('no place');
  if (span && span.end > sql.length) wrong.push('the place is beyond the text');
  if (code.endsWith('_NOT_ALLOWED') && !table && !rule) wrong.push('neither table nor rule');
  return wrong;
}
