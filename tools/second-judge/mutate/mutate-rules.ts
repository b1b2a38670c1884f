import type { Random } from '@parley/synthetic-people';
import { generateRule, OTHER } from '../generate/generate-scenario';
import { tableOf } from '../generate/offers';
import { columnsOf, type Case, type TableOfCase } from '../model';
import { always, relationsOf, type Mutation, type Mutations } from './mutation';

/** A rule, a role or a right of one of the query's tables, changed under an unchanged query. */
export const RULE_MUTATIONS: Mutations = {
  'take the rule away': onTable((table) => void delete table.rule),
  'another type of rule': onTable((table, random) => {
    const others = (['AGGREGATION', 'LIST', 'CUSTOM'] as const).filter((type) => type !== table.rule?.analysisRuleType);
    table.rule = generateRule(table.name, random.pick(others), random);
  }),
  'another rule of the type': onTable((table, random) => {
    table.rule = generateRule(table.name, table.rule?.analysisRuleType ?? 'CUSTOM', random);
  }),
  'additional analyses only': onTable((table) => void (policyOf(table).additionalAnalyses = 'REQUIRED')),
  'require a join': onTable(({ rule }) => {
    if (rule?.analysisRuleType === 'AGGREGATION') rule.analysisRulePolicy.v1.aggregation.joinRequired = 'QUERY_RUNNER';
  }),
  'another list of join operators': onTable((table, random) => {
    const policy = policyOf(table);
    if (!('allowedAnalyses' in policy)) policy.allowedJoinOperators = random.pick([[], ['AND'], ['OR'], ['AND', 'OR']]);
  }),
  'fewer scalar functions': onTable(({ rule }, random) => {
    if (rule?.analysisRuleType !== 'AGGREGATION') return;
    const { aggregation } = rule.analysisRulePolicy.v1;
    aggregation.scalarFunctions = aggregation.scalarFunctions.filter(() => random.chance(0.3));
  }),
  'higher thresholds': onTable(({ rule }) => {
    if (rule?.analysisRuleType === 'AGGREGATION') rule.analysisRulePolicy.v1.aggregation.outputConstraints.forEach((one) => (one.minimum += 2));
  }),
  'another owner': always(({ tables }, random) => void (random.pick(tables).owner = OTHER)),
  'hide a column': onTable((table, random) => void table.hidden.push(random.pick([...columnsOf(table).keys()]))),
  'take the collaboration rule away': onTable((table) => void delete table.allowedReceivers),
  'allow no receiver': onTable((table) => void (table.allowedReceivers = [])),
  'another receiver': always((draft) => void draft.receivers.push(OTHER)),
};

function onTable(change: (table: TableOfCase, random: Random) => void): Mutation {
  return always((draft: Case, random) => change(tableOf(draft, random.pick(relationsOf(draft))), random));
}

function policyOf({ rule }: TableOfCase) {
  if (rule?.analysisRuleType === 'AGGREGATION') return rule.analysisRulePolicy.v1.aggregation;
  if (rule?.analysisRuleType === 'CUSTOM') return rule.analysisRulePolicy.v1.custom;
  if (rule?.analysisRuleType === 'LIST') return rule.analysisRulePolicy.v1.list;
  throw new Error('the generator gives every table a rule of one of the three types');
}

/** Whose queries a CUSTOM rule lets in. */
export const CUSTOM_RULE_MUTATIONS: Mutations = {
  'another provider': onTable(({ rule }) => {
    if (rule?.analysisRuleType === 'CUSTOM') rule.analysisRulePolicy.v1.custom.allowedAnalysisProviders = [OTHER];
  }),
  'no analysis allowed': onTable(({ rule }) => {
    if (rule?.analysisRuleType === 'CUSTOM') rule.analysisRulePolicy.v1.custom.allowedAnalyses = [];
  }),
  'one more disallowed column': onTable(({ rule }, random) => {
    if (rule?.analysisRuleType === 'CUSTOM') rule.analysisRulePolicy.v1.custom.disallowedOutputColumns = [random.pick(['d1', 'n1', 'k1'])];
  }),
};
