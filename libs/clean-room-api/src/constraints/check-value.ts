import type { ProblemList } from '../protocol/problem-list';
import { factsOf, patternOf } from './facts';
import type { ValueFacts } from './value-facts';

/**
 * Checks a value against what the model asks of its kind, and a list's or map's members too. A value of the wrong type is
 * passed over: the reader of the request has told it already.
 * @param path where the value stands in the request
 */
export function checkValue(kind: string, value: unknown, path: string, problems: ProblemList): void {
  const facts = factsOf(kind);
  if (typeof value === 'string') checkText(facts, value, path, problems);
  else if (typeof value === 'number') checkNumber(facts, value, path, problems);
  else if (Array.isArray(value)) checkList(facts, value, path, problems);
  else if (typeof value === 'object' && value !== null) checkMap(facts, value, path, problems);
}

function checkText(facts: ValueFacts, value: string, path: string, problems: ProblemList): void {
  if (facts.enum && !facts.enum.includes(value)) problems.add(path, `must satisfy enum value set: [${facts.enum.join(', ')}]`);
  const length = value.length;
  if (!within(facts, length)) problems.add(path, `must have length ${bounds(facts)}`);
  // A pattern is only tried on a text of lawful length: its time grows with the text.
  else if (facts.pattern !== undefined && !patternOf(facts.pattern).test(value)) problems.add(path, `must satisfy regular expression pattern: ${facts.pattern}`);
}

function checkNumber(facts: ValueFacts, value: number, path: string, problems: ProblemList): void {
  if (facts.whole && !Number.isInteger(value)) problems.add(path, 'must be a whole number');
  if (!within(facts, value)) problems.add(path, `must be ${bounds(facts)}`);
}

function checkList(facts: ValueFacts, value: readonly unknown[], path: string, problems: ProblemList): void {
  if (!within(facts, value.length)) return problems.add(path, `must have length ${bounds(facts)}`);
  if (facts.each !== undefined) for (const [index, one] of value.entries()) checkValue(facts.each, one, `${path}[${index}]`, problems);
}

function checkMap(facts: ValueFacts, value: object, path: string, problems: ProblemList): void {
  const entries = Object.entries(value);
  if (!within(facts, entries.length)) return problems.add(path, `must have length ${bounds(facts)}`);
  for (const [index, [key, one]] of entries.entries()) {
    if (facts.key !== undefined) checkValue(facts.key, key, `${path}.key[${index}]`, problems);
    if (facts.value !== undefined) checkValue(facts.value, one, `${path}.value[${index}]`, problems);
  }
}

function within({ min = -Infinity, max = Infinity }: ValueFacts, size: number): boolean {
  return size >= min && size <= max;
}

function bounds({ min, max }: ValueFacts): string {
  if (max === undefined) return `greater than or equal to ${min}`;
  return min === undefined ? `less than or equal to ${max}` : `between ${min} and ${max}, inclusive`;
}
