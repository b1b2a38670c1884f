import { createHash } from 'node:crypto';
import { type AnalysisRule, checkRule, type TableSpec } from '@parley/contract';
import { Construct } from 'constructs';
import { ruleInvalid } from '../errors';
import type { ApiValue } from './desired-state';
import { CleanRoomsResource } from './clean-rooms-resource';

export interface ConfiguredTableProps {
  /** The table in the contract's words: its rule is checked again at synthesis, by the code of `parley check`. */
  table: TableSpec;
  /** What the name begins with, to keep one pair's tables from another's. */
  namePrefix: string;
  glue: { databaseName: string; tableName: string };
}

/**
 * A configured table with its analysis rule (rules are no type of their own). What AWS can't change in place, such as
 * `allowedColumns`, is part of the name: a change makes a new table beside the old one before that one goes.
 *
 * @example
 * const people = new ConfiguredTable(this, 'people', { table, namePrefix: 'parley-owner', glue });
 * new TableAssociation(this, 'people-association', { configuredTableId: people.id, … });
 */
export class ConfiguredTable extends Construct {
  readonly table: CleanRoomsResource;

  constructor(scope: Construct, id: string, { table, namePrefix, glue }: ConfiguredTableProps) {
    super(scope, id);
    this.node.addValidation({ validate: () => checkRule(draftOf(table)).map(({ message }) => ruleInvalid(table.name, message)) });
    const allowedColumns = [...(table.allowedColumns ?? [])].sort();
    const tableReference = { glue };
    this.table = new CleanRoomsResource(this, 'table', {
      type: 'ConfiguredTable',
      members: {
        name: `${namePrefix}-${table.name}-${digest({ allowedColumns, tableReference })}`,
        description: table.description,
        allowedColumns,
        analysisMethod: 'DIRECT_QUERY',
        tableReference,
        analysisRules: table.analysisRule && [inCloudFormation(table.analysisRule)],
      },
      lifecycle: { createBeforeDestroy: true },
    });
  }

  get id(): string {
    return this.table.output('ConfiguredTableIdentifier');
  }
}

const draftOf = (table: TableSpec): Parameters<typeof checkRule>[0] => ({ name: table.name, spec: table, incomplete: false, at: () => ({}), keyAt: () => ({}) });

/** The API calls it analysisRuleType and analysisRulePolicy, CloudFormation Type and Policy. */
function inCloudFormation({ analysisRuleType, analysisRulePolicy }: AnalysisRule): ApiValue {
  return { type: analysisRuleType, policy: analysisRulePolicy as ApiValue };
}

const digest = (members: object): string => createHash('sha256').update(JSON.stringify(members)).digest('hex').slice(0, 8);
