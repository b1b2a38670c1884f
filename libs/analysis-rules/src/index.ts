export * from './request';
export { judge } from './judge';
export { CODES, type RefusalCode } from './codes';
export { DEFAULT_SWITCHES, type RuleSwitches } from './switches';
export { FUNCTION_DIFFERENCES, KNOWN_DIFFERENCES } from './translation/differences';
export { statementTree } from './sql/statement-tree';
export { isNode, listIn, nodeIn, nodesIn, optionalNode, textIn, type Tree, type TreeNode } from './sql/tree';
