import { AWS_QUOTAS } from './aws-quotas';
import { columnOfRole, hashedColumns } from './columns';
import type { Contract, Notice } from './contract';
import type { PartyDraft, TableDraft } from './party-draft';
import { ruleBodyPath } from './rule-columns';

/** What a contract permits and its signatories should know. `drafts` give the places. */
export function noticesOf(contract: Omit<Contract, 'notices'>, drafts: readonly PartyDraft[]): Notice[] {
  const tables = drafts.flatMap((party) => party.tables.map((table) => ({ party: party.id, table })));
  return [
    ...tables.flatMap(({ party, table }) => [
      ...identityReleased(party, table),
      ...thresholdNotOnPeople(party, table),
      ...nobodyMayAsk(party, table),
    ]),
    ...drafts.flatMap(manyTables),
    ...manyCollaborations(contract),
  ];
}

/** A column of a partner's LIST rule by which the same person can be told again in every later result. */
function identityReleased(party: string, table: TableDraft): Notice[] {
  const rule = table.spec.analysisRule;
  if (party === 'owner' || rule?.analysisRuleType !== 'LIST') return [];
  const key = columnOfRole(table.spec, 'key')?.name;
  const hashed = hashedColumns(table.spec);
  return rule.analysisRulePolicy.v1.list.listColumns.flatMap((column, at) => {
    if (column !== key && !hashed.includes(column)) return [];
    const what = column === key ? "the partner's own stable id" : 'a hashed identifier';
    const message =
      `the LIST rule of ${table.name} releases \`${column}\`, ${what}: ` +
      'whoever receives results can recognise the same person again in every later result';
    const code = column === key ? 'LIST_RELEASES_KEY' : 'LIST_RELEASES_IDENTIFIER';
    return [{ ...table.at(...ruleBodyPath(rule), 'listColumns', at), code, party, table: table.name, message }];
  });
}

function thresholdNotOnPeople(party: string, table: TableDraft): Notice[] {
  const rule = table.spec.analysisRule;
  if (rule?.analysisRuleType !== 'AGGREGATION') return [];
  const people = [...hashedColumns(table.spec), columnOfRole(table.spec, 'key')?.name];
  const constraints = rule.analysisRulePolicy.v1.aggregation.outputConstraints;
  if (constraints.some(({ columnName }) => people.includes(columnName))) return [];
  const names = constraints.map(({ columnName }) => `\`${columnName}\``).join(', ');
  const message = `the thresholds of ${table.name} count distinct values of ${names}, which are not people: a group may be one person`;
  const place = table.at(...ruleBodyPath(rule), 'outputConstraints', 0);
  return [{ ...place, code: 'THRESHOLD_NOT_ON_PEOPLE', party, table: table.name, message }];
}

function nobodyMayAsk(party: string, table: TableDraft): Notice[] {
  const rule = table.spec.analysisRule;
  if (rule?.analysisRuleType !== 'CUSTOM' || rule.analysisRulePolicy.v1.custom.allowedAnalyses.length > 0) return [];
  const message = `the CUSTOM rule of ${table.name} allows no analysis: the table can be associated, but nobody can query it`;
  return [{ ...table.keyAt('analysisRule'), code: 'NOBODY_MAY_QUERY', party, table: table.name, message }];
}

function manyTables({ id, tables, headAt }: PartyDraft): Notice[] {
  const count = tables.filter(({ spec }) => spec.analysisRule).length;
  const quota = AWS_QUOTAS.tablesPerMembership;
  if (count <= quota) return [];
  const message = `${count} tables enter one clean room; AWS gives a membership ${quota} until more are asked for`;
  return [{ ...headAt(), code: 'QUOTA_TABLES', party: id, message }];
}

function manyCollaborations({ partners }: Omit<Contract, 'notices'>): Notice[] {
  const quota = AWS_QUOTAS.collaborationsPerAccount;
  if (partners.length <= quota) return [];
  const message = `each of ${partners.length} partners needs a collaboration; AWS gives an account ${quota} until more are asked for`;
  return [{ file: 'owner/collaboration.yaml', code: 'QUOTA_COLLABORATIONS', party: 'owner', message }];
}
