import type { Aggregate, Condition, Expression } from './model';

export const literal = (value: string | number): Expression => ({ kind: 'literal', value });

export const scalar = (name: string, ...args: Expression[]): Expression => ({ kind: 'scalar', name, args });

export const aggregate = (name: string, arg: Expression, distinct = false): Aggregate => ({ kind: 'aggregate', name, distinct, args: [arg] });

export const arithmetic = (left: Expression, operator: '+' | '-' | '*' | '/' | '||', right: Expression): Expression => ({ kind: 'arithmetic', operator, left, right });

export const compare = (left: Expression, operator: string, right: Expression): Condition => ({ kind: 'compare', operator, left, right });

/** `CASE WHEN tested IS NOT NULL THEN result END`. */
export const caseOf = (tested: Expression, result: Expression): Expression => ({ kind: 'case', when: { kind: 'null', negated: true, left: tested }, result });
