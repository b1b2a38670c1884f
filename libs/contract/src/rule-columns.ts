import type { AnalysisRule, ComparisonControls, CustomRule } from './schema/analysis-rule';

/** A column that a rule names: in which field, and where below the rule's own body. */
export interface RuleColumn {
  /** AWS's own field name, such as `joinColumns`. */
  field: string;
  column: string;
  path: readonly (string | number)[];
}

/** Every column that a rule names, in the order it is written. */
export function ruleColumns(rule: AnalysisRule): RuleColumn[] {
  switch (rule.analysisRuleType) {
    case 'AGGREGATION': {
      const body = rule.analysisRulePolicy.v1.aggregation;
      return [
        ...body.aggregateColumns.flatMap(({ columnNames }, at) => named('aggregateColumns', columnNames, at, 'columnNames')),
        ...named('joinColumns', body.joinColumns),
        ...named('dimensionColumns', body.dimensionColumns),
        ...body.outputConstraints.map(({ columnName }, at) => ({
          field: 'outputConstraints',
          column: columnName,
          path: ['outputConstraints', at, 'columnName'],
        })),
      ];
    }
    case 'LIST': {
      const body = rule.analysisRulePolicy.v1.list;
      return [...named('joinColumns', body.joinColumns), ...named('listColumns', body.listColumns)];
    }
    case 'CUSTOM':
      return customColumns(rule.analysisRulePolicy.v1.custom);
  }
}

/** `outputColumnThresholds` are left out: they name outputs of queries, which need be no columns of the table. */
function customColumns({ disallowedOutputColumns, aggregationThresholds, comparisonControls }: CustomRule): RuleColumn[] {
  const compared = (field: keyof ComparisonControls) =>
    (comparisonControls?.[field] ?? []).map((column, at) => ({ field, column, path: ['comparisonControls', field, at] }));
  return [
    ...named('disallowedOutputColumns', disallowedOutputColumns ?? []),
    ...(aggregationThresholds ?? []).flatMap(({ identityColumns }, entry) =>
      identityColumns.map((column, at) => ({ field: 'identityColumns', column, path: ['aggregationThresholds', entry, 'identityColumns', at] })),
    ),
    ...compared('allowedLiteralComparisonColumns'),
    ...compared('allowedColumnComparisonColumns'),
  ];
}

function named(field: string, columns: readonly string[], ...below: (string | number)[]): RuleColumn[] {
  return columns.map((column, at) => ({ field, column, path: [field, ...below, at] }));
}

/** Where the body of a rule stands below its table, for messages. */
export function ruleBodyPath(rule: AnalysisRule): readonly string[] {
  return ['analysisRule', 'analysisRulePolicy', 'v1', rule.analysisRuleType.toLowerCase()];
}
