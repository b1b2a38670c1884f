import { readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { loadContract, type Analysis, type Party, type TableSpec } from '@parley/contract';
import { fault } from '@parley/errors';
import { loadPlan } from '@parley/owner-plan';
import { writeFileAtomically } from '@parley/files';
import { parseDocument } from 'yaml';

/**
 * Writes a copy of a contract in which the partners' own id comes out of the match analyses, and nothing else differs:
 * to score a matching against `truth-link` files, never to run a collaboration. The id is the column of role `key` of a
 * partner's LIST table; it joins allowedColumns, listColumns and each match query that reads the table.
 * @throws inputError of `loadContract` and `loadPlan`; fault `TRUTH_CONTRACT_SQL` for a match query not written as ours are.
 */
export async function writeTruthContract(exampleDir: string, outDir: string): Promise<void> {
  const contract = await loadContract(exampleDir);
  const plan = await loadPlan(contract);
  const copy = async (file: string, edit = (text: string) => text) => {
    const text = edit(await readFile(file, 'utf8'));
    await writeFileAtomically(join(outDir, relative(resolve(exampleDir), file)), text);
  };
  const owners = (name: string) => join(resolve(exampleDir), 'owner', name);

  await copy(contract.owner.file);
  await copy(owners('collaboration.yaml'));
  await copy(owners('plan.yaml'));
  for (const campaign of plan.campaigns) if (campaign.channel === 'email') await copy(owners(campaign.template));
  for (const partner of contract.partners) await copy(partner.file, (yaml) => releaseKeys(yaml, partner));
  for (const { partner, analyses } of contract.collaborations) {
    const tables = contract.partners.filter(({ id }) => id === partner).flatMap(keyedListTables);
    for (const analysis of analyses) await copy(analysis.file, (sql) => selectKey(sql, analysis, tables));
  }
}

interface KeyedTable {
  table: string;
  key: string;
}

/** The party's LIST tables that hold a key of the party's own. */
function keyedListTables(party: Party): KeyedTable[] {
  return party.tables.flatMap((table) => {
    const key = table.columns.find(({ role }) => role === 'key')?.name;
    return key !== undefined && isList(table) ? [{ table: table.name, key }] : [];
  });
}

function isList(table: TableSpec): boolean {
  return table.analysisRule?.analysisRuleType === 'LIST';
}

/** Adds the keys to what the tables' rules allow and list; comments and order stay. */
function releaseKeys(yaml: string, party: Party): string {
  const document = parseDocument(yaml);
  for (const { table, key } of keyedListTables(party)) {
    document.addIn(['tables', table, 'allowedColumns'], key);
    document.addIn(['tables', table, 'analysisRule', 'analysisRulePolicy', 'v1', 'list', 'listColumns'], key);
  }
  return document.toString({ lineWidth: 0 });
}

/** Adds the key as the last column of a match query that joins one of the tables. */
function selectKey(sql: string, analysis: Analysis, tables: readonly KeyedTable[]): string {
  if (analysis.kind !== 'match') return sql;
  for (const { table, key } of tables) {
    const alias = new RegExp(`\\bJOIN ${table} (\\w+) ON\\b`).exec(sql)?.[1];
    if (alias !== undefined && sql.includes('\nFROM ')) return sql.replace('\nFROM ', `,\n  ${alias}.${key}\nFROM `);
  }
  throw fault('TRUTH_CONTRACT_SQL', {
    file: analysis.file,
    message: 'the query does not join a table with a key of the partner, or is not written as `SELECT …` and `FROM …` on lines of their own',
    repair: 'write it as the other match queries are',
  });
}
