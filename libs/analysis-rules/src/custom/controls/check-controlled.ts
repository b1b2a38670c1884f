import { isAggregate } from '../../aggregation/aggregates';
import type { Findings } from '../../refusals';
import type { Span } from '../../request';
import { childrenOf, type Expression } from '../../sql/query';
import { derivationOf } from '../lineage';
import { checkComparisons } from './check-comparisons';
import type { Controls } from './controls';

/** SQL that AWS denies under these controls (User Guide, custom-sql-capabilities), as far as anything here would know it. */
const DENIED = new Set([
  'acos', 'add_months', 'aes_decrypt', 'aes_encrypt', 'any_value', 'array_except', 'asin', 'atan', 'atan2', 'bool_and', 'bool_or', 'cbrt', 'cos',
  'cot', 'cume_dist', 'date_add', 'dateadd', 'dayofyear', 'every', 'first', 'first_value', 'last', 'last_value', 'nth_value', 'ntile',
  'percent_rank', 'pi', 'regexp_count', 'regexp_instr', 'reverse', 'sin', 'some', 'split_part', 'tan', 'to_char', 'to_number', 'translate', 'truncate',
]);

/** Aggregates and windows that give out a single row's value. */
const NEEDS_COMPANION = new Set(['min', 'max', 'percentile', 'percentile_approx', 'approx_percentile', 'quantile_cont', 'median', 'collect_list', 'collect_set', 'lag', 'lead']);
const COMPANIONS = new Set(['avg', 'mean', 'count', 'count_star', 'sum']);

/** Windows that give a place, never a value of another row. */
const RANKS = new Set(['row_number', 'rank', 'dense_rank']);

/** Noted over the whole query: uses that need a companion, and result SELECTs that have none. */
export interface Companions {
  needed: { name: string; span?: Span }[];
  lacking: boolean;
}

interface Place {
  controls: Controls;
  findings: Findings;
  companions: Companions;
  /** Thresholds come before the windows of the result itself; anywhere else a window would still see rows that they suppress. */
  windowsAfterThresholds: boolean;
}

/** What the controls of 2026 forbid in an expression, at any depth. */
export function checkControlled(expression: Expression, place: Place): void {
  checkComparisons(expression, place.controls, place.findings);
  checkPart(expression, place);
}

/** True where the SELECT list of the result has an AVG, COUNT or SUM. */
export function hasCompanion(expression: Expression): boolean {
  const named = (expression.kind === 'call' || expression.kind === 'window') && COMPANIONS.has(expression.name);
  return named || childrenOf(expression).some(hasCompanion);
}

function checkPart(expression: Expression, place: Place): void {
  const { findings, controls } = place;
  const { span } = expression;
  if (expression.kind === 'subquery') findings.add('CUSTOM_CONTROLLED_SQL', { span, name: 'A subquery outside FROM' });
  if (expression.kind === 'call' || expression.kind === 'window') {
    const { name } = expression;
    if (DENIED.has(name)) findings.add('CUSTOM_CONTROLLED_SQL', { span, name: name.toUpperCase() });
    if (NEEDS_COMPANION.has(name)) place.companions.needed.push({ name: name.toUpperCase(), ...(span && { span }) });
    if (isAggregate(expression) || expression.kind === 'window') checkArguments(expression, place);
  }
  const valued = expression.kind === 'window' && !RANKS.has(expression.name);
  if (valued && controls.thresholds.length > 0 && !place.windowsAfterThresholds) {
    findings.add('CUSTOM_CONTROLLED_SQL', { span, name: `${expression.name.toUpperCase()} OVER in a subquery, a UNION or beside DISTINCT` });
  }
  for (const child of childrenOf(expression)) checkPart(child, place);
}

/** COLUMNS_ONLY of one table binds the aggregates of all: SUM(CASE …) over another table tells of the joined one. */
function checkArguments(expression: Extract<Expression, { kind: 'call' | 'window' }>, { controls, findings }: Place): void {
  const strict = controls.thresholds.find(({ columnsOnly }) => columnsOnly);
  if (!strict) return;
  const filter = expression.kind === 'call' ? expression.filter : undefined;
  for (const argument of filter ? [...expression.args, filter] : expression.args) {
    const bare = argument.kind === 'literal' || argument.kind === 'invalid' || (argument.kind === 'column' && derivationOf(argument).plain);
    const rule = 'CUSTOM.aggregationThresholds.allowedAggregateExpressionType';
    if (!bare) findings.add('CUSTOM_COLUMNS_ONLY', { span: argument.span ?? expression.span, table: strict.table.name, rule, name: expression.name.toUpperCase() });
  }
}
