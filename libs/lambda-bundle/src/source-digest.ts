import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from './workspace';

/** What a bundle never holds. */
const ASIDE = /\.test\.ts$|(^|\/)(testing|node_modules|fixtures|cdktf\.out)\//;

/** Digest of all that a bundle of an app can be made of: the app's sources, every library's, and the locked packages. */
export function sourceDigest(app: string): string {
  const root = workspaceRoot();
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).update(readFileSync(join(root, 'tsconfig.base.json')));
  for (const folder of [`apps/${app}`, 'libs']) {
    const files = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1).replaceAll('\\', '/'))
      .filter((path) => /\.(ts|c?js|json)$/.test(path) && !ASIDE.test(path))
      .toSorted();
    for (const path of files) hash.update(`\n${path}\n`).update(readFileSync(join(root, path)));
  }
  return hash.digest('hex').slice(0, 16);
}
