import { createHash } from 'node:crypto';
import type { AnalysisRule, TableSpec } from '@parley/contract';
import type { ApiValue } from './desired-state';
import type { CleanRoomResource } from './resource';

export interface ConfiguredTableTerms {
  table: TableSpec;
  /** What the name begins with, to keep one pair's tables from another's. */
  namePrefix: string;
  glue: { databaseName: string; tableName: string };
}

/**
 * A configured table with its analysis rule (rules are no type of their own). What AWS can't change in place, such as
 * `allowedColumns`, is part of the name: a change makes a new table beside the old one before that one goes.
 */
export function configuredTableResource(terms: ConfiguredTableTerms): CleanRoomResource {
  const { table, namePrefix } = terms;
  const { allowedColumns, tableReference } = fixedTerms(terms);
  return {
    type: 'ConfiguredTable',
    members: {
      name: `${namePrefix}-${table.name}-${digest({ allowedColumns, tableReference })}`,
      description: table.description,
      allowedColumns,
      analysisMethod: 'DIRECT_QUERY',
      tableReference,
      analysisRules: table.analysisRule && [inCloudFormation(table.analysisRule)],
    },
  };
}

/** What AWS can't change in place. */
export const fixedTerms = ({ table, glue }: Pick<ConfiguredTableTerms, 'table' | 'glue'>) => ({ allowedColumns: [...(table.allowedColumns ?? [])].sort(), tableReference: { glue } });

/** The API calls it analysisRuleType and analysisRulePolicy, CloudFormation Type and Policy. */
function inCloudFormation({ analysisRuleType, analysisRulePolicy }: AnalysisRule): ApiValue {
  return { type: analysisRuleType, policy: analysisRulePolicy as ApiValue };
}

const digest = (members: object): string => createHash('sha256').update(JSON.stringify(members)).digest('hex').slice(0, 8);
