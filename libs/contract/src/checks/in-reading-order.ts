import type { Problem } from '@parley/errors';

/** Problems file by file, top to bottom; each said once. */
export function inReadingOrder(problems: readonly Problem[]): Problem[] {
  const said = new Set<string>();
  return problems
    .toSorted(
      (a, b) =>
        compare(a.file ?? '', b.file ?? '') || compare(a.line ?? 0, b.line ?? 0) || compare(a.column ?? 0, b.column ?? 0),
    )
    .filter((problem) => {
      const text = JSON.stringify(problem);
      return !said.has(text) && said.add(text);
    });
}

const compare = <T extends string | number>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);
