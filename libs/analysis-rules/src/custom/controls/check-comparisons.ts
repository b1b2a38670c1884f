import type { Findings, RefusalDetail } from '../../refusals';
import { type BaseColumn, childrenOf, type Expression } from '../../sql/query';
import { derivationOf, distinctColumns } from '../lineage';
import type { Comparable, Controls } from './controls';

/** Functions that say how their arguments compare, without a comparison sign. */
const COMPARING = new Set(['nullif', 'greatest', 'least', 'startswith', 'endswith', 'contains', 'instr', 'locate', 'position', 'replace', 'levenshtein']);

/**
 * Every comparison in an expression: an identity is never compared with a literal, other columns as the rules'
 * `comparisonControls` allow (User Guide, custom-comparison-controls). A value computed from a column counts as the column.
 */
export function checkComparisons(expression: Expression, controls: Controls, findings: Findings): void {
  const operands = comparedIn(expression);
  if (operands.length > 0) checkOperands(operands, expression.span, controls, findings);
  for (const child of childrenOf(expression)) checkComparisons(child, controls, findings);
}

function comparedIn(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'comparison':
    case 'in':
    case 'like':
    case 'between':
      return childrenOf(expression);
    case 'call':
      return COMPARING.has(expression.name) ? expression.args : [];
    default:
      return [];
  }
}

/** Operands that are compared with each other, `span` being the place to point at. */
export function checkOperands(operands: readonly Expression[], span: Expression['span'], controls: Controls, findings: Findings): void {
  const derivations = operands.map(derivationOf);
  const columns = distinctColumns(derivations.flatMap(({ compared }) => compared));
  const literal = derivations.some((derivation) => derivation.literal);
  const together = columns.length > 1 || derivations.filter(({ compared }) => compared.length > 0).length > 1;
  for (const column of columns) {
    const place = { span, table: column.table.name, column: column.column };
    if (literal && isIdentity(column, controls)) findings.add('CUSTOM_IDENTITY_LITERAL', { ...place, rule: 'CUSTOM.aggregationThresholds.identityColumns' });
    else if (literal) checkList(column, 'literals', { ...place, rule: 'CUSTOM.comparisonControls.allowedLiteralComparisonColumns', name: 'a literal' }, controls, findings);
    if (together) checkList(column, 'columns', { ...place, rule: 'CUSTOM.comparisonControls.allowedColumnComparisonColumns', name: 'another column' }, controls, findings);
  }
}

function isIdentity({ table, column }: BaseColumn, { thresholds }: Controls): boolean {
  return thresholds.some((threshold) => threshold.table === table && threshold.column === column.toLowerCase());
}

/** An absent list permits every column. */
function checkList({ table, column }: BaseColumn, kind: keyof Comparable, detail: RefusalDetail, { comparable }: Controls, findings: Findings): void {
  const permitted = comparable.get(table.name)?.[kind];
  if (permitted && !permitted.has(column.toLowerCase())) findings.add('CUSTOM_COMPARISON', { ...detail, permitted: [...permitted] });
}
