import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const WORKSPACE = resolve(__dirname, '../../..');

/** Nothing that a runner meets may import this library: not the clean room, its server, the pipeline or the owner's report. */
const MAY_IMPORT = [
  /^libs\/attack-pack\/src\//,
  /^apps\/cli\/src\/commands\/(audit-warnings|warnings-report|warnings-in-words)\.ts$/,
  /^apps\/cli\/src\/rehearsal\/rehearse-as-partner\.ts$/,
];

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (['node_modules', 'dist', 'cdktf.out', '.cache'].includes(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? sources(path) : /\.(ts|mts|mjs|js)$/.test(entry.name) ? [path] : [];
  });
}

it('is imported only where the owner of the data reads', () => {
  const importers = ['libs', 'apps', 'stacks']
    .flatMap((folder) => sources(join(WORKSPACE, folder)))
    .filter((path) => /from '@parley\/query-history'/.test(readFileSync(path, 'utf8')))
    .map((path) => relative(WORKSPACE, path));
  expect(importers.length).toBeGreaterThan(3);
  expect(importers.filter((path) => !MAY_IMPORT.some((allowed) => allowed.test(path)))).toEqual([]);
});
