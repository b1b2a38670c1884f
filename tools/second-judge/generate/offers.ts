import type { Random } from '@parley/synthetic-people';
import { columnsOf, type ColumnRef, type ColumnType, type Relation, type TableOfCase } from '../model';
import type { Scenario } from './generate-scenario';

/** A column the query can write, with its type and its table's list of scalar functions. */
export interface Offer {
  ref: ColumnRef;
  type: ColumnType;
  functions: readonly string[];
}

/** The columns for SELECT, GROUP BY and WHERE: dimensions, or listed columns; some written without their table. */
export function offersOf(random: Random, scenario: Scenario, relations: readonly Relation[]): Offer[] {
  return relations.flatMap((relation) => {
    const table = tableOf(scenario, relation);
    const types = columnsOf(table);
    return outputColumnsOf(table).map((column) => {
      const isUnique = column.endsWith('_own') || relations.length === 1;
      const ref: ColumnRef = isUnique && random.chance(0.4) ? { kind: 'column', column } : { kind: 'column', alias: relation.alias, column };
      return { ref, type: types.get(column) ?? 'string', functions: scalarFunctionsOf(table) };
    });
  });
}

export function tableOf({ tables }: Pick<Scenario, 'tables'>, { table: name }: Relation): TableOfCase {
  const table = tables.find((one) => one.name === name);
  if (!table) throw new Error(`the generator named an unknown table ${name}`);
  return table;
}

export function joinRuleOf({ rule }: TableOfCase): { joinColumns: readonly string[]; allowedJoinOperators?: readonly ('AND' | 'OR')[] } {
  if (rule?.analysisRuleType === 'AGGREGATION') return rule.analysisRulePolicy.v1.aggregation;
  return rule?.analysisRuleType === 'LIST' ? rule.analysisRulePolicy.v1.list : { joinColumns: ['k1'] };
}

function outputColumnsOf({ rule }: TableOfCase): readonly string[] {
  if (rule?.analysisRuleType === 'AGGREGATION') return rule.analysisRulePolicy.v1.aggregation.dimensionColumns;
  return rule?.analysisRuleType === 'LIST' ? rule.analysisRulePolicy.v1.list.listColumns : ['d1'];
}

function scalarFunctionsOf({ rule }: TableOfCase): readonly string[] {
  return rule?.analysisRuleType === 'AGGREGATION' ? rule.analysisRulePolicy.v1.aggregation.scalarFunctions : [];
}
