import { cpSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const COPIED = ['libs', 'tools/jest', 'tools/mutation', 'package.json', 'tsconfig.base.json'];

/** Copies what the unit tests of a library need. Mutants then never stand in the tree someone works in. Gives the folder. */
export function copyWorkspace(home) {
  const copy = mkdtempSync(join(tmpdir(), 'parley-mutation-'));
  for (const path of COPIED) cpSync(join(home, path), join(copy, path), { recursive: true });
  symlinkSync(join(home, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}
