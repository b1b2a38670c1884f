import { isNode, judge, statementTree, textIn, type Tree, type TreeNode } from '@parley/analysis-rules';
import { validation } from '../../service-error';
import type { TemplateRecord } from '../../state/records';

type Content = Pick<TemplateRecord, 'text' | 'parameters'>;

/** Refusals that hold whatever tables and values a run meets: of the text itself, of placeholders and of default values. */
const LASTING = /^(SQL_|TEMPLATE_PARAMETER_(UNDECLARED|VALUE)$)/;

/**
 * The relations that a template's text names, lower case, without its own WITH names.
 * Throws ValidationException INVALID_QUERY for a text that could never run, or a placeholder that is not declared.
 */
export async function readTemplate({ text, parameters }: Content, author: string): Promise<string[]> {
  const template = { arn: '', creator: author, text, parameters, values: {} };
  const verdict = await judge({ template, runner: author, receivers: [author], tables: [] });
  const refusals = verdict.allowed ? [] : verdict.refusals.filter(({ code }) => LASTING.test(code));
  if (refusals.length > 0) {
    const told = refusals.map(({ code, message, repair, span }) => `[${code}]${span ? ` line ${span.line}, column ${span.column}:` : ''} ${message} ${repair}`);
    throw validation(told.join(' '), 'INVALID_QUERY', told.map((message) => ({ name: 'source.text', message })));
  }
  const tree = await statementTree(text, parameters.map(({ name }) => name));
  return tree ? relationsIn(tree) : [];
}

function relationsIn(tree: TreeNode): string[] {
  const nodes = nodesBelow(tree);
  const own = new Set(nodes.filter((node) => isNode(node.value) && 'key' in node).map((node) => textIn(node, 'key').toLowerCase()));
  const named = nodes.filter((node) => node.type === 'BASE_TABLE').map((node) => textIn(node, 'table_name').toLowerCase());
  return [...new Set(named)].filter((name) => !own.has(name));
}

function nodesBelow(tree: Tree): readonly TreeNode[] {
  if (Array.isArray(tree)) return tree.flatMap(nodesBelow);
  if (!isNode(tree)) return [];
  return [tree, ...Object.values(tree).flatMap(nodesBelow)];
}
