import type { CleanroomsMembership } from '@cdktf/provider-aws/lib/cleanrooms-membership';
import { DataAwsKmsAlias } from '@cdktf/provider-aws/lib/data-aws-kms-alias';
import { readRoleName, tableNamePrefix } from '@parley/clean-room-resources';
import { pairDatabase, type Party, relationName } from '@parley/contract';
import { Construct } from 'constructs';
import { dataBucketName, keyAlias } from '../names';
import { AccessBudget } from './access-budget';
import { CleanRoomsReadRole } from './clean-rooms-read-role';
import { ConfiguredTable } from './configured-table';
import { TableAssociation } from './table-association';

export interface MemberTablesProps {
  party: Party;
  /** The party it meets: its tables for this pair lie in a database of the pair. */
  counterpart: string;
  region: string;
  /** This party's. */
  membership: CleanroomsMembership;
  /** ARN of every member's membership in the collaboration. */
  membershipArns: readonly string[];
  /** Id of the membership that runs queries. */
  runnerMembershipId: string;
}

/** All tables of a party that one collaboration sees: the role that reads them, and each table with rule and association. */
export class MemberTables extends Construct {
  constructor(scope: Construct, id: string, { party, counterpart, region, membership, membershipArns, runnerMembershipId }: MemberTablesProps) {
    super(scope, id);
    const tables = party.tables.filter((table) => table.allowedColumns !== undefined);
    const databaseName = pairDatabase(party.id, counterpart);
    const bucketName = dataBucketName(party);
    const key = new DataAwsKmsAlias(this, 'key', { name: keyAlias(bucketName) });
    const role = new CleanRoomsReadRole(this, 'role', {
      name: readRoleName(party, counterpart),
      region,
      account: party.account,
      membershipArns,
      runnerMembershipId,
      bucketName,
      prefixes: tables.map((table) => `${databaseName}/${table.name}/`),
      keyArn: key.targetKeyArn,
      databaseName,
      tableNames: tables.map((table) => relationName(table.name)),
    });
    for (const table of tables) {
      const name = relationName(table.name);
      const configuredTable = new ConfiguredTable(this, table.name, {
        table,
        namePrefix: tableNamePrefix(party, counterpart),
        glue: { databaseName, tableName: name },
      });
      const association = new TableAssociation(this, `${table.name}-association`, {
        membership,
        configuredTable,
        name,
        roleArn: role.arn,
        rule: table.collaborationAnalysisRule,
        ruleType: table.analysisRule?.analysisRuleType,
      });
      if (table.accessBudget) {
        new AccessBudget(this, `${table.name}-budget`, { region, account: party.account, membership, association, budget: table.accessBudget });
      }
    }
  }
}
