import type { Problem } from '@parley/errors';
import { otherDelimiter, sameHeader, unnamedHeader } from './errors';

const OTHER_DELIMITERS = new Map([
  [';', 'semicolons'],
  ['\t', 'tabs'],
  ['|', 'vertical bars'],
]);

/** What is wrong with a header: another delimiter than the comma, a name given twice, no name. */
export function checkHeader(header: readonly string[]): Problem[] {
  const delimiter = foundDelimiter(header);
  if (delimiter !== undefined) return [otherDelimiter(delimiter)];
  const seen = new Map<string, number>();
  return header.flatMap((name, index) => {
    const position = index + 1;
    if (name.trim() === '') return [unnamedHeader(position)];
    const first = seen.get(name);
    if (first === undefined) seen.set(name, position);
    return first === undefined ? [] : [sameHeader(first, position)];
  });
}

/** A delimiter that parts the header into more pieces than commas do. */
function foundDelimiter(header: readonly string[]): string | undefined {
  const text = header.join('');
  const found = [...OTHER_DELIMITERS].find(([character]) => text.split(character).length > header.length);
  return found?.[1];
}
