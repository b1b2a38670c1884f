export { diffRules, type RuleChange } from './diff-rules';
