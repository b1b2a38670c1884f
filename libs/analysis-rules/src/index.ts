export * from './request';
export { judge } from './judge';
export { CODES, type RefusalCode } from './codes';
export { DEFAULT_SWITCHES, type RuleSwitches } from './switches';
export { FUNCTION_DIFFERENCES, KNOWN_DIFFERENCES } from './translation/differences';
