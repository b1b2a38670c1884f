import { nodeIn, nodesIn, listIn, textIn, type TreeNode } from '../sql/tree';
import { type Block, type CommonTables, type CustomReader, within } from './custom-reader';
import { readSelect } from './read-select';
import { readSetOperation } from './read-set-operation';

/** A query node under CUSTOM rules: WITH tables first, then the SELECT or set operation. Refusals go to `findings`. */
export function readBlock(node: TreeNode, reader: CustomReader): Block | undefined {
  const { inner, commonTables } = readCommonTables(node, reader);
  switch (textIn(node, 'type')) {
    case 'SELECT_NODE':
      return readSelect(node, commonTables, inner);
    case 'SET_OPERATION_NODE':
      return readSetOperation(node, commonTables, inner);
    default:
      reader.findings.add('GRAMMAR_CLAUSE', { span: reader.spans.words('recursive'), name: 'WITH RECURSIVE' });
      return undefined;
  }
}

/** Each WITH table sees those before it. A name is used once, so that no engine can take one for another. */
function readCommonTables(node: TreeNode, reader: CustomReader): { inner: CustomReader; commonTables: CommonTables } {
  const commonTables: { name: string; node: TreeNode }[] = [];
  let inner = reader;
  for (const entry of nodesIn(nodeIn(node, 'cte_map'), 'map')) {
    const name = textIn(entry, 'key').toLowerCase();
    const value = nodeIn(entry, 'value');
    const span = reader.spans.words(name);
    const taken = inner.commonTables.has(name) || reader.tables.some((table) => table.name.toLowerCase() === name);
    if (taken) reader.findings.add('NAME_SHADOWS', { table: name, span });
    if (listIn(value, 'aliases').length > 0) reader.findings.add('GRAMMAR_CLAUSE', { span, name: 'Renaming the columns of a WITH table' });
    if (textIn(value, 'materialized') !== 'CTE_MATERIALIZE_DEFAULT') reader.findings.add('GRAMMAR_CLAUSE', { span, name: 'MATERIALIZED' });
    const block = readBlock(nodeIn(nodeIn(value, 'query'), 'node'), { ...within(inner), outer: undefined });
    if (block) commonTables.push({ name, node: block.node });
    inner = { ...inner, commonTables: new Map([...inner.commonTables, [name, block ?? REFUSED_BLOCK]]) };
  }
  return { inner, commonTables };
}

const REFUSED_BLOCK: Block = { node: {}, columns: [], complete: false, carried: [] };
