import {
  accessBudgetResource, associationResource, budgetedArn, configuredTableResource, readRoleName, tableNamePrefix,
} from '@parley/clean-room-resources';
import { pairDatabase, type Party, relationName, type TableSpec } from '@parley/contract';
import { ensureResource } from './ensure-resource';
import type { MemberApi } from './member-api';

export interface MemberTables {
  party: Party;
  counterpart: string;
  membershipId: string;
  region: string;
  /** The rule as AWS is to have it: with the ARNs of the templates as made. */
  withTemplates(table: TableSpec): TableSpec;
}

/** Each table that the party brings to the pair: configured with its rule, associated with the pair's own, its access budget set. */
export async function ensureTables(api: MemberApi, { party, counterpart, membershipId, region, withTemplates }: MemberTables): Promise<void> {
  const namePrefix = tableNamePrefix(party, counterpart);
  const roleArn = `arn:aws:iam::${party.account}:role/${readRoleName(party, counterpart)}`;
  for (const table of party.tables.filter(({ allowedColumns }) => allowedColumns).map(withTemplates)) {
    const name = relationName(table.name);
    const configured = configuredTableResource({ table, namePrefix, glue: { databaseName: pairDatabase(party.id, counterpart), tableName: name } });
    const made = await ensureResource(api, configured, ({ Name }) => Name === configured.members.name);
    const association = associationResource({
      membershipId,
      configuredTableId: String(made.ConfiguredTableIdentifier),
      name,
      roleArn,
      rule: table.collaborationAnalysisRule,
      ruleType: table.analysisRule?.analysisRuleType,
    });
    const { ConfiguredTableAssociationIdentifier } = await ensureResource(api, association, ({ Name }) => Name === name);
    if (!table.accessBudget) continue;
    const counted = { region, account: party.account, membershipId, associationId: String(ConfiguredTableAssociationIdentifier) };
    const budget = accessBudgetResource({ ...counted, budget: table.accessBudget });
    await ensureResource(api, budget, ({ Parameters }) => (Parameters as { ResourceArn?: string } | undefined)?.ResourceArn === budgetedArn(counted));
  }
}
