import type { CleanroomsMembership } from '@cdktf/provider-aws/lib/cleanrooms-membership';
import { readRoleName, tableNamePrefix } from '@parley/clean-room-resources';
import { type Party, relationName } from '@parley/contract';
import { Construct } from 'constructs';
import { AccessBudget } from './access-budget';
import { CleanRoomsReadRole } from './clean-rooms-read-role';
import { ConfiguredTable } from './configured-table';
import { TableAssociation } from './table-association';
import { glueOf, sharedTables, tablePlaces } from './table-places';

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
    const role = new CleanRoomsReadRole(this, 'role', {
      name: readRoleName(party, counterpart),
      region,
      account: party.account,
      membershipArns,
      runnerMembershipId,
      places: tablePlaces(this, party, counterpart),
    });
    for (const table of sharedTables(party)) {
      const name = relationName(table.name);
      const configuredTable = new ConfiguredTable(this, table.name, {
        table,
        namePrefix: tableNamePrefix(party, counterpart),
        glue: glueOf(party, counterpart, table),
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
