import type { Problem } from '@parley/errors';
import { typeInRoom } from '../columns';
import { identityNotText, thresholdTwice } from '../errors';
import type { TableDraft } from '../party-draft';
import type { CustomRule } from '../schema/analysis-rule';

/** Thresholds count texts, and give an output column one minimum (User Guide, custom-min-agg-thresholds). */
export function checkThresholds(table: TableDraft, rule: CustomRule): Problem[] {
  const at = (...path: (string | number)[]) => table.at('analysisRule', 'analysisRulePolicy', 'v1', 'custom', 'aggregationThresholds', ...path);
  return (rule.aggregationThresholds ?? []).flatMap(({ identityColumns, outputColumnThresholds = [] }, entry) => {
    const wrongTypes = identityColumns.flatMap((column, index) => {
      const type = typeInRoom(table.spec, column);
      return type === undefined || type === 'string' ? [] : [identityNotText(at(entry, 'identityColumns', index), column, type)];
    });
    const names = outputColumnThresholds.map(({ outputColumnName }) => outputColumnName.toLowerCase());
    const twice = names.flatMap((name, index) =>
      names.indexOf(name) < index ? [thresholdTwice(at(entry, 'outputColumnThresholds', index, 'outputColumnName'), name)] : [],
    );
    return [...wrongTypes, ...twice];
  });
}
