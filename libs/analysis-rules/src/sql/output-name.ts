import type { Expression } from './query';
import { optionalNode, textIn, type TreeNode } from './tree';

const SPARK_TYPES: Readonly<Record<string, string>> = { INTEGER: 'INT', VARCHAR: 'STRING' };

/** The name Spark gives to an output column without an alias, such as `sum(spend)` or `count(DISTINCT customer_id)`. */
export function outputName(expression: Expression): string {
  switch (expression.kind) {
    case 'column':
      return expression.name;
    case 'literal':
      return expression.text;
    case 'call':
      if (expression.filter) return `${outputName({ ...expression, filter: undefined })} FILTER (WHERE ${outputName(expression.filter)})`;
      if (expression.name === 'count_star') return 'count(1)';
      return `${expression.name}(${expression.distinct ? 'DISTINCT ' : ''}${expression.args.map(outputName).join(', ')})`;
    case 'cast':
      return `CAST(${outputName(expression.operand)} AS ${typeName(expression.target)})`;
    default:
      return expression.kind;
  }
}

function typeName(type: TreeNode): string {
  const id = textIn(type, 'id');
  const decimal = optionalNode(type, 'type_info');
  const digits = decimal && id === 'DECIMAL' ? `(${textIn(decimal, 'width')},${textIn(decimal, 'scale')})` : '';
  return (SPARK_TYPES[id] ?? id) + digits;
}
