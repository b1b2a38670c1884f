import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { home } from './testing/run-parley';

const BUNDLE = "import { bundle } from './apps/cli/bin/bundle.mjs'; process.stdout.write(JSON.stringify(await bundle()))";

/** A rehearsal installs the root's `dependencies` alone: what the command, its query process and its server import must be among them. */
it.each(['parley', 'queryProcess', 'server'])('the module %s imports run-time packages alone', async (entry) => {
  const modules = JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', BUNDLE], { cwd: home, encoding: 'utf8' })) as Record<string, string>;
  const { metafile } = await build({ entryPoints: [modules[entry] ?? ''], bundle: true, write: false, metafile: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'silent' });
  const imported = Object.values(metafile.inputs).flatMap(({ imports }) => imports.flatMap(({ path, external }) => (external && !isBuiltin(path) ? [packageOf(path)] : [])));
  const { dependencies } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
  expect(imported).not.toEqual([]);
  expect(imported.filter((name) => !(name in dependencies))).toEqual([]);
}, 60_000);

/** `@scope/name` or `name` of an import's path. */
const packageOf = (path: string): string => path.split('/').slice(0, path.startsWith('@') ? 2 : 1).join('/');
