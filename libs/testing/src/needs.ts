import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { TOOLS } from '@parley/machine';

const HOME = resolve(__dirname, '../../..');

/** What a machine may lack (DESIGN section 12): the programs, and the shared data that only tests read. */
const NEEDS = {
  data: { find: () => (existsSync(sharedPath('data')) ? 'shared data' : undefined), get: 'put the shared folder beside the checkout (../shared/data)' },
  ...TOOLS,
} as const;

export type Need = keyof typeof NEEDS;

/**
 * `describe` for tests that need something a machine may lack: skipped visibly with how to get it, and failing
 * where `PARLEY_REQUIRE` (a comma-separated list) names it.
 */
export function describeWith(needs: Need | readonly Need[], title: string, body: () => void): void {
  const list = typeof needs === 'string' ? [needs] : needs;
  const missing = list.filter((need) => NEEDS[need].find(HOME) === undefined);
  if (missing.length === 0) return describe(title, body);
  const required = (process.env.PARLEY_REQUIRE ?? '').split(',').map((name) => name.trim());
  const how = missing.map((need) => `${need}: ${NEEDS[need].get}`).join('; ');
  if (missing.some((need) => required.includes(need))) {
    return describe(title, () => {
      it('has what PARLEY_REQUIRE names', () => {
        throw new Error(`missing ${how}`);
      });
    });
  }
  // Not the body: it may read, while tests are collected, the very thing that is missing.
  describe.skip(`${title} [skipped, lacks ${how}]`, () => {
    it('is tried where it is there', () => undefined);
  });
}

/** A path in the shared folder beside the checkout. */
export function sharedPath(...parts: string[]): string {
  return join(resolve(__dirname, '../../../../shared'), ...parts);
}
