export type { Attack } from './attack';
export { ATTACKS } from './attacks';
export { type OpenAttack, openAttacks } from './open-attacks';
export type { AttackResult, Finding, Outcome } from './outcome';
export { type AttackOptions, type AttackReport, runAttacks } from './run-attacks';
